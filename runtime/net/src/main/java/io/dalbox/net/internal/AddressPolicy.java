package io.dalbox.net.internal;

import io.dalbox.net.AddressRefusedException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says which addresses may be connected to. Unless private networks are allowed, that is the public Internet only: what the
 * IANA special-purpose registries (RFC 6890 and its updates) do not name. IPv6 addresses that carry an IPv4 address (mapped,
 * 6to4, NAT64) are judged by that one. Immutable.
 */
public final class AddressPolicy {

    private static final List<Range> REFUSED = List.of(
            range("0.0.0.0", 8, "an address of \"this network\""),
            range("10.0.0.0", 8, "a private address"),
            range("100.64.0.0", 10, "an address shared by a provider's customers"),
            range("127.0.0.0", 8, "a loopback address"),
            range("169.254.0.0", 16, "a link-local address"),
            range("172.16.0.0", 12, "a private address"),
            range("192.0.0.0", 24, "a reserved address"),
            range("192.0.2.0", 24, "a documentation address"),
            range("192.88.99.0", 24, "a 6to4 relay address"),
            range("192.168.0.0", 16, "a private address"),
            range("198.18.0.0", 15, "a benchmarking address"),
            range("198.51.100.0", 24, "a documentation address"),
            range("203.0.113.0", 24, "a documentation address"),
            range("224.0.0.0", 4, "a multicast address"),
            range("240.0.0.0", 4, "a reserved or broadcast address"),
            range("::", 128, "the unspecified address"),
            range("::1", 128, "a loopback address"),
            range("fc00::", 7, "a private address"),
            range("fe80::", 10, "a link-local address"),
            range("fec0::", 10, "a site-local address"),
            range("ff00::", 8, "a multicast address"),
            range("2001::", 23, "a special address (Teredo, benchmarking and the like)"),
            range("2001:db8::", 32, "a documentation address"),
            range("3fff::", 20, "a documentation address"));
    private static final Range GLOBAL = range("2000::", 3, "");
    private static final Range NAT64 = range("64:ff9b::", 96, "");
    private static final Range SIX_TO_FOUR = range("2002::", 16, "");

    private final Predicate<InetAddress> exempt;

    /**
     * A policy.
     *
     * @param privateAllowed whether the owner allows every address
     */
    public AddressPolicy(boolean privateAllowed) {
        this(_ -> privateAllowed);
    }

    /** A policy that lets some special addresses pass. */
    AddressPolicy(Predicate<InetAddress> exempt) {
        this.exempt = exempt;
    }

    /**
     * Checks all addresses of a host: one bad one refuses the host, since which one is connected to may change.
     *
     * @param host as the person wrote it, for the message
     * @throws AddressRefusedException if one of them is refused
     */
    public void check(String host, List<InetAddress> addresses) throws AddressRefusedException {
        for (InetAddress address : addresses) {
            Optional<String> kind = special(address);
            if (kind.isPresent() && !exempt.test(address)) {
                String shown = address.getHostAddress();
                throw new AddressRefusedException((shown.equals(host) ? shown : host + " (" + shown + ")") + " is "
                        + kind.get() + ", and this server fetches only from the public Internet. "
                        + "Its owner can allow it with DALBOX_ALLOW_PRIVATE_NETWORK=true");
            }
        }
    }

    /** Returns what is special about an address, such as {@code a loopback address}; empty for a public one. */
    public static Optional<String> special(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Range range : REFUSED) {
            if (range.contains(bytes)) {
                return Optional.of(range.kind);
            }
        }
        if (address instanceof Inet4Address) {
            return Optional.empty();
        }
        if (NAT64.contains(bytes)) {
            return special(embedded(bytes, 12));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return special(embedded(bytes, 2));
        }
        return GLOBAL.contains(bytes) ? Optional.empty() : Optional.of("a reserved address");
    }

    private static InetAddress embedded(byte[] bytes, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static Range range(String first, int prefix, String kind) {
        return new Range(InetAddress.ofLiteral(first).getAddress(), prefix, kind);
    }

    private record Range(byte[] first, int prefix, String kind) {

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit += 8) {
                int mask = 0xFF << Math.max(0, 8 - (prefix - bit)) & 0xFF;
                if (((address[bit / 8] ^ first[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
