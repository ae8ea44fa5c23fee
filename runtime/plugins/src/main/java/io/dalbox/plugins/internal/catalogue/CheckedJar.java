package io.dalbox.plugins.internal.catalogue;

import io.dalbox.action.ActionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a jar as its index names them: reading past what the index says, or to an end that is not its hash, throws. So
 * whoever reads to the end before using anything never uses another jar.
 */
final class CheckedJar extends FilterInputStream {

    private final String what;
    private final String sha256;
    private final @Nullable Long size;
    private final MessageDigest digest = Hashes.sha256();
    private long count;
    private boolean ended;

    /**
     * Checks a jar while it is read.
     *
     * @param what it is, for messages
     * @param size in bytes, or {@code null} when the index does not say
     */
    CheckedJar(InputStream in, String what, String sha256, @Nullable Long size) {
        super(in);
        this.what = what;
        this.sha256 = sha256;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            end();
            return read;
        }
        digest.update(buffer, offset, read);
        count += read;
        if (size != null && count > size) {
            throw other("it is larger than the " + size + " bytes that the index says");
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (size != null && count != size) {
            throw other("it has " + count + " bytes, the index says " + size);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw other("its SHA-256 is " + found + ", the index says " + sha256);
        }
    }

    private ActionException other(String why) {
        return new ActionException(
                ActionException.Kind.INVALID,
                "The jar of " + what + " is not the one that its index names: " + why
                        + ". Nothing was installed. Refresh the source; if it stays so, tell its owner.");
    }
}
