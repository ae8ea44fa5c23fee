package io.dalbox.web.internal.http;

import java.util.Set;

/** Who sends a request. Access words are {@code <area>.<verb>}. */
public sealed interface Caller {

    /** Returns whether the caller has an access. */
    boolean may(String access);

    /** Returns whether the caller may do everything. */
    boolean administrator();

    /** The id of the user whose preferences count; empty before login. */
    String userId();

    /** What history and actions call the caller. */
    String name();

    /** A key that no other caller has, stable over requests. */
    String key();

    /** Nobody known. */
    record Anonymous() implements Caller {
        @Override
        public boolean may(String access) {
            return false;
        }

        @Override
        public boolean administrator() {
            return false;
        }

        @Override
        public String userId() {
            return "";
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public String key() {
            return "anonymous";
        }
    }

    /**
     * A person with a session.
     *
     * @param userId the user's id
     * @param name the user's name
     * @param administrator whether every access is given; others have all but the verb {@code admin}
     * @param session the hash of the session's id
     * @param csrf what unsafe requests of the session must carry
     */
    record Person(String userId, String name, boolean administrator, String session, String csrf) implements Caller {
        @Override
        public boolean may(String access) {
            return administrator || !Scopes.adminVerb(access);
        }

        @Override
        public String key() {
            return "user:" + userId;
        }
    }

    /**
     * A program with a token. It never may more than its owner.
     *
     * @param id the token's id
     * @param name the token's name
     * @param userId the id of the user who made it
     * @param ownerAdministrator whether that user is an administrator now
     * @param scopes what it was given: exact, {@code area.*}, {@code *.verb} or {@code *}
     */
    record Program(String id, String name, String userId, boolean ownerAdministrator, Set<String> scopes)
            implements Caller {
        @Override
        public boolean may(String access) {
            return Scopes.cover(scopes, access) && (ownerAdministrator || !Scopes.adminVerb(access));
        }

        @Override
        public boolean administrator() {
            return ownerAdministrator && scopes.contains(Scopes.ALL);
        }

        @Override
        public String key() {
            return "token:" + id;
        }
    }
}
