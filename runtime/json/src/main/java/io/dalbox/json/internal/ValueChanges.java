package io.dalbox.json.internal;

import io.dalbox.json.SchemaChanges.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares what two schemas say of one value: its type, its choices, its bounds, how it reads. */
final class ValueChanges {

    /** Formats that a value is checked or typed by; others only choose an input field. */
    private static final Set<String> TYPED = Set.of(
            "date-time",
            "date",
            "time",
            "duration",
            "uri",
            "uri-reference",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "uuid",
            "regex",
            "json-pointer",
            "storage-path",
            "int32",
            "int64");

    /** Whole numbers with a unit. */
    private static final Set<String> SIZES = Set.of("bytes", "speed");

    private static final List<String> AT_LEAST =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final List<String> AT_MOST =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    /** What a pointer is put to by the caller. */
    private static final String HERE = "";

    private final boolean readers;
    private final JsonNode old;
    private final JsonNode now;
    private final List<Change> changes = new ArrayList<>();

    ValueChanges(boolean readers, JsonNode old, JsonNode now) {
        this.readers = readers;
        this.old = old;
        this.now = now;
    }

    List<Change> find() {
        types();
        choices();
        format();
        pattern();
        AT_LEAST.forEach(keyword -> bound(keyword, 1));
        AT_MOST.forEach(keyword -> bound(keyword, -1));
        if (!old.path("default").equals(now.path("default"))) {
            add(false, "has another default");
        }
        if (!old.path("description").equals(now.path("description"))) {
            add(false, "is described differently");
        }
        return changes;
    }

    private void types() {
        Set<String> before = Keywords.types(old);
        Set<String> after = Keywords.types(now);
        if (!before.equals(after)) {
            add(
                    breaks(after.containsAll(before), before.containsAll(after)),
                    "is " + words(after) + " now, was " + words(before));
        }
    }

    private void choices() {
        Set<String> before = Keywords.values(old);
        Set<String> after = Keywords.values(now);
        if (before.equals(after)) {
            return;
        }
        boolean wider = after.isEmpty() || (!before.isEmpty() && after.containsAll(before));
        boolean narrower = before.isEmpty() || (!after.isEmpty() && before.containsAll(after));
        add(breaks(wider, narrower), after.isEmpty() ? "may be any value now" : choiceWords(before, after));
    }

    private static String choiceWords(Set<String> before, Set<String> after) {
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        Set<String> more = new TreeSet<>(after);
        more.removeAll(before);
        if (before.isEmpty()) {
            return "is only one of " + String.join(", ", after) + " now";
        }
        String lost = gone.isEmpty() ? "" : "is no longer " + String.join(" or ", gone);
        String won = more.isEmpty() ? "" : "may be " + String.join(" or ", more) + " too";
        return lost.isEmpty() || won.isEmpty() ? lost + won : lost + " and " + won;
    }

    private void format() {
        String before = typed(old);
        String after = typed(now);
        if (!before.equals(after)) {
            boolean wider = after.isEmpty() || (before.equals("int32") && after.equals("int64"));
            boolean narrower = before.isEmpty() || (before.equals("int64") && after.equals("int32"));
            add(breaks(wider, narrower), "reads as " + kind(after) + " now, was " + kind(before));
        }
    }

    private static String kind(String format) {
        return format.isEmpty() ? "anything" : format;
    }

    private static String typed(JsonNode schema) {
        String format = schema.path("format").asString("");
        return SIZES.contains(format) ? "int64" : TYPED.contains(format) ? format : "";
    }

    private void pattern() {
        String before = old.path("pattern").asString("");
        String after = now.path("pattern").asString("");
        if (!before.equals(after)) {
            add(!readers && !after.isEmpty(), after.isEmpty() ? "has no pattern now" : "has another pattern now");
        }
    }

    /** A reader copes with a number beyond its old bounds; a caller's value beyond the new ones is refused. */
    private void bound(String keyword, int direction) {
        JsonNode before = old.path(keyword);
        JsonNode after = now.path(keyword);
        if (before.equals(after)) {
            return;
        }
        boolean narrower = after.isNumber() && (!before.isNumber() || order(after, before) == direction);
        add(!readers && narrower, (narrower ? "has a narrower " : "has a wider ") + keyword);
    }

    private static int order(JsonNode a, JsonNode b) {
        return Integer.signum(a.decimalValue().compareTo(b.decimalValue()));
    }

    /** Readers fail on what is wider than they know, writers on what is narrower. */
    private boolean breaks(boolean wider, boolean narrower) {
        return readers ? !narrower : !wider;
    }

    private void add(boolean breaking, String detail) {
        changes.add(new Change(HERE, breaking, detail));
    }

    private static String words(Set<String> types) {
        Set<String> shown = new TreeSet<>(types);
        if (shown.contains("number")) {
            shown.remove("integer");
        }
        return shown.size() > 5 ? "anything" : String.join(" or ", shown);
    }
}
