package io.dalbox.web.internal.http;

import java.util.Set;

/** What a route takes as its request body. The size is checked before anything reads it. */
public sealed interface Body {

    /** The most bytes of a JSON body. */
    long JSON_BYTES = 1L << 20;

    /** The most bytes it may have. */
    long max();

    /** A JSON object with these fields and no others; an absent body means an empty object. */
    record Fields(Set<String> names) implements Body {
        @Override
        public long max() {
            return JSON_BYTES;
        }
    }

    /** A JSON object whose fields the handler checks; an absent body means an empty object. */
    record AnyObject() implements Body {
        @Override
        public long max() {
            return JSON_BYTES;
        }
    }

    /** A body that the handler reads itself, with these content types; none means any. */
    record Raw(long max, Set<String> types) implements Body {}

    /** No body, or an empty object. */
    static Body none() {
        return new Fields(Set.of());
    }

    /** An object with these fields and no others. */
    static Body fields(String... names) {
        return new Fields(Set.of(names));
    }
}
