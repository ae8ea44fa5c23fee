package io.dalbox.pages.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;
import java.util.List;

/** Counts the rounds of loops and the calls of macros, and ends an expansion that takes too many: output alone does not show it. */
final class Steps extends AbstractExtension {

    private static final int MOST = 20_000;

    private int taken;

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(this::visitor);
    }

    private NodeVisitor visitor(PebbleTemplate template) {
        return new AbstractNodeVisitor((PebbleTemplateImpl) template) {
            @Override
            public void visit(BodyNode body) {
                super.visit(body);
                body.getChildren().add(0, new Step(body.getLineNumber()));
            }
        };
    }

    private final class Step extends AbstractRenderableNode {

        Step(int line) {
            super(line);
        }

        @Override
        public void render(PebbleTemplateImpl template, Writer writer, EvaluationContextImpl context) {
            if (++taken > MOST || Thread.currentThread().isInterrupted()) {
                throw new PebbleException(
                        null,
                        "loops and macros run more than " + MOST + " rounds",
                        getLineNumber(),
                        template.getName());
            }
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }
}
