package io.dalbox.web.internal.http;

/** What a route asks of its caller. Every route has one: there is no default. */
public sealed interface Access {

    /** Returns whether the caller may pass. */
    boolean allows(Caller caller);

    /** Returns the word for lists: {@code public}, {@code signed_in}, {@code administrator}, or the access asked for. */
    String word();

    /** Anybody. */
    record Public() implements Access {
        @Override
        public boolean allows(Caller caller) {
            return true;
        }

        @Override
        public String word() {
            return "public";
        }
    }

    /** Anybody known. */
    record SignedIn() implements Access {
        @Override
        public boolean allows(Caller caller) {
            return !(caller instanceof Caller.Anonymous);
        }

        @Override
        public String word() {
            return "signed_in";
        }
    }

    /**
     * Whoever has an access.
     *
     * @param access such as {@code core.read}
     */
    record Needs(String access) implements Access {
        @Override
        public boolean allows(Caller caller) {
            return caller.may(access);
        }

        @Override
        public String word() {
            return access;
        }
    }

    /** Whoever may do everything. */
    record Administrator() implements Access {
        @Override
        public boolean allows(Caller caller) {
            return caller.administrator();
        }

        @Override
        public String word() {
            return "administrator";
        }
    }
}
