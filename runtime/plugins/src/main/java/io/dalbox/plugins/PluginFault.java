package io.dalbox.plugins;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of thing keeps a jar or a version from running, for whoever says it in another language than {@code detail}. */
public enum PluginFault {
    /** The file is not whole, or cannot be read. */
    DAMAGED,
    /** The file is whole, but not a bundle that is taken here. */
    UNSUITABLE,
    /** The jar has content that no honest jar has. */
    UNSAFE,
    /** It was built for another version of the plugin contract. */
    CONTRACT,
    /** Another file has its id or its bundle name. */
    TAKEN,
    /** It is, or would restart, a part of the runtime. */
    RUNTIME,
    /** It needs something that nothing here provides. */
    MISSING,
    /** Its own code failed while it started. */
    START,
    /** Its own code did not come back. */
    HUNG,
    /** The whole process ended while it started. */
    CRASHED,
    /** It was live, and did not stay well. */
    UNWELL,
    /** It changes what others use under the same version. */
    BREAKING,
    /** An administrator has to approve it first. */
    UNAPPROVED,
    /** Only signed jars run, and this one is not. */
    UNSIGNED,
    /** Only jars of trusted signers run, and nobody here knows who signed this one. */
    UNTRUSTED,
    /** Only jars of trusted signers run, and the signer's certificate is not valid at the time that counts. */
    EXPIRED,
    /** No plugin runs, because the owner wanted it so. */
    SAFE;

    /** Returns whether only the signature keeps the jar out, so that another trust lets it in. */
    public boolean ofSignature() {
        return this == UNSIGNED || this == UNTRUSTED || this == EXPIRED;
    }

    /** Returns the word used in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
