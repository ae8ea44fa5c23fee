package io.dalbox.pages.internal.descriptor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value of a YAML document that knows where it stands. Immutable. */
sealed interface Tree {

    /** Where it begins. */
    Mark mark();

    /** Returns the value as JSON. */
    JsonNode json();

    /** A mapping, in the order of the text. */
    record Branch(Mark mark, Map<String, Member> members) implements Tree {

        @Nullable
        Tree get(String key) {
            Member member = members.get(key);
            return member == null ? null : member.value();
        }

        /** Returns the text of a property; {@code null} when it is absent or no text. */
        @Nullable
        String text(String key) {
            return get(key) instanceof Leaf leaf && leaf.json().isString()
                    ? leaf.json().stringValue()
                    : null;
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            members.forEach((key, member) -> json.set(key, member.value().json()));
            return json;
        }
    }

    /** A sequence. */
    record Items(Mark mark, List<Tree> values) implements Tree {

        @Override
        public ArrayNode json() {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            values.forEach(value -> json.add(value.json()));
            return json;
        }
    }

    /** A text, number, boolean or null. */
    record Leaf(Mark mark, JsonNode json) implements Tree {}

    /** A property of a mapping; {@code key} is where its name stands. */
    record Member(Mark key, Tree value) {}
}
