package io.dalbox.net.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an IPv4 address in every spelling that some resolver understands: one to four numbers, each decimal, octal (leading 0)
 * or hexadecimal (leading 0x), the last one filling what is left (WHATWG URL, "IPv4 parser").
 */
final class Ipv4Spelling {

    private Ipv4Spelling() {}

    /**
     * Returns the address; {@code null} when the host is a name.
     *
     * @throws IllegalArgumentException if it ends in a number and so cannot be a name, but is no address either
     */
    static @Nullable InetAddress parse(String host) {
        String[] parts = host.split("\\.", -1);
        if (!parts[parts.length - 1].matches("[0-9]+|0[xX][0-9a-fA-F]*")) {
            return null;
        }
        if (parts.length > 4) {
            throw bad(host);
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(host, parts[i]);
            boolean last = i == parts.length - 1;
            int width = last ? 8 * (5 - parts.length) : 8;
            if (number >= 1L << width) {
                throw bad(host);
            }
            value = value << width | number;
        }
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static long number(String host, String part) {
        try {
            if (part.matches("0[xX][0-9a-fA-F]*")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            if (!part.matches("[0-9]+")) {
                throw bad(host);
            }
            return part.length() > 1 && part.startsWith("0") ? Long.parseLong(part, 8) : Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw bad(host);
        }
    }

    private static IllegalArgumentException bad(String host) {
        return new IllegalArgumentException("The host \"" + host + "\" is neither a name nor an IPv4 address");
    }
}
