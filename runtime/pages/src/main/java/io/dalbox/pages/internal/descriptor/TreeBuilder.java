package io.dalbox.pages.internal.descriptor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.node.JsonNodeFactory;

/** Builds a tree from parser events with a stack of its own, and stops at the first limit that is passed. */
final class TreeBuilder {

    /** A finished value that an alias may repeat: what it costs is counted again each time. */
    private record Anchored(Tree tree, int nodes, int height) {}

    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private @Nullable Tree root;
    private int documents;
    private int nodes;
    private int aliases;

    void accept(Event event) throws UnreadableException {
        Mark mark = markOf(event);
        switch (event.getEventId()) {
            case DocumentStart -> {
                if (++documents > 1) {
                    throw new UnreadableException(mark, "a second document begins here: keep one document a file");
                }
            }
            case MappingStart, SequenceStart -> open((CollectionStartEvent) event, mark);
            case MappingEnd, SequenceEnd -> close();
            case Scalar -> scalar((ScalarEvent) event, mark);
            case Alias -> alias((AliasEvent) event, mark);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    Tree result() throws UnreadableException {
        if (root == null) {
            throw new UnreadableException(Mark.START, "the file is empty");
        }
        return root;
    }

    private void open(CollectionStartEvent event, Mark mark) throws UnreadableException {
        refuseTag(event.getTag().isPresent(), mark);
        count(mark, 1);
        if (open.size() >= YamlReader.MAX_DEPTH) {
            throw tooDeep(mark);
        }
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        String anchor = event.getAnchor().map(Object::toString).orElse(null);
        open.push(new Frame(mark, mapping, anchor, nodes));
    }

    private void close() throws UnreadableException {
        Frame frame = open.pop();
        Tree tree = frame.tree();
        if (frame.anchor != null) {
            anchors.put(frame.anchor, new Anchored(tree, nodes - frame.nodesBefore + 1, frame.height));
        }
        add(tree, frame.height);
    }

    private void scalar(ScalarEvent event, Mark mark) throws UnreadableException {
        refuseTag(event.getTag().isPresent(), mark);
        count(mark, 1);
        String text = event.getValue();
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        Frame frame = open.peek();
        if (frame != null && frame.wantsKey()) {
            frame.key(text, mark);
            return;
        }
        Tree leaf = new Tree.Leaf(mark, plain ? Scalars.plain(text) : JsonNodeFactory.instance.stringNode(text));
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.toString(), new Anchored(leaf, 1, 0)));
        add(leaf, 0);
    }

    private void alias(AliasEvent event, Mark mark) throws UnreadableException {
        String name = event.getAlias().toString();
        Anchored target = anchors.get(name);
        if (target == null) {
            throw new UnreadableException(mark, "the alias '*" + name + "' has no anchor '&" + name + "' before it");
        }
        if (++aliases > YamlReader.MAX_ALIASES) {
            throw new UnreadableException(
                    mark, "more than " + YamlReader.MAX_ALIASES + " aliases: write the values out");
        }
        count(mark, target.nodes());
        if (open.size() + target.height() > YamlReader.MAX_DEPTH) {
            throw tooDeep(mark);
        }
        Frame frame = open.peek();
        if (frame != null && frame.wantsKey()) {
            throw new UnreadableException(mark, "an alias cannot be a property's name");
        }
        add(target.tree(), target.height());
    }

    private void add(Tree tree, int height) throws UnreadableException {
        Frame frame = open.peek();
        if (frame == null) {
            root = tree;
        } else {
            frame.value(tree, height);
        }
    }

    private void count(Mark mark, int more) throws UnreadableException {
        nodes += more;
        if (nodes > YamlReader.MAX_NODES) {
            throw new UnreadableException(
                    mark, "more than " + YamlReader.MAX_NODES + " values: split the file into several pages");
        }
    }

    private static void refuseTag(boolean present, Mark mark) throws UnreadableException {
        if (present) {
            throw new UnreadableException(mark, "tags (!…) are not allowed: write plain values");
        }
    }

    private static UnreadableException tooDeep(Mark mark) {
        return new UnreadableException(mark, "nested deeper than " + YamlReader.MAX_DEPTH + " levels");
    }

    private static Mark markOf(Event event) {
        return event.getStartMark()
                .map(at -> new Mark(at.getLine() + 1, at.getColumn() + 1))
                .orElse(Mark.START);
    }

    /** A mapping or sequence that is not closed yet. */
    private static final class Frame {

        private final Mark mark;
        private final boolean mapping;
        private final @Nullable String anchor;
        private final int nodesBefore;
        private final Map<String, Tree.Member> members = new LinkedHashMap<>();
        private final List<Tree> values = new ArrayList<>();
        private @Nullable String key;
        private Mark keyMark = Mark.START;
        private int height = 1;

        Frame(Mark mark, boolean mapping, @Nullable String anchor, int nodesBefore) {
            this.mark = mark;
            this.mapping = mapping;
            this.anchor = anchor;
            this.nodesBefore = nodesBefore;
        }

        boolean wantsKey() {
            return mapping && key == null;
        }

        void key(String name, Mark at) throws UnreadableException {
            Tree.Member before = members.get(name);
            if (before != null) {
                int line = before.key().line();
                throw new UnreadableException(at, "'" + name + "' is given twice: the first is in line " + line);
            }
            key = name;
            keyMark = at;
        }

        void value(Tree tree, int below) throws UnreadableException {
            height = Math.max(height, below + 1);
            if (!mapping) {
                values.add(tree);
            } else if (key == null) {
                throw new UnreadableException(tree.mark(), "a property's name must be a plain text");
            } else {
                members.put(key, new Tree.Member(keyMark, tree));
                key = null;
            }
        }

        Tree tree() {
            return mapping ? new Tree.Branch(mark, members) : new Tree.Items(mark, values);
        }
    }
}
