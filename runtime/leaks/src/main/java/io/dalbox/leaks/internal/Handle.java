package io.dalbox.leaks.internal;

import io.dalbox.plugins.HeapReader.Opened;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import shark.HeapField;
import shark.HeapObject.HeapInstance;

/** Tells the platform's objects that stand for something open in the system, by the fields that they have in this version of Java. */
final class Handle {

    private static final String CHANNEL = "java.nio.channels.spi.AbstractInterruptibleChannel";

    private Handle() {}

    /** Returns what an object holds open, if it is of such a kind and not closed. */
    static Optional<Opened> of(HeapInstance instance, String holder) {
        String type = instance.getInstanceClassName();
        return switch (type) {
            case "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.RandomAccessFile" ->
                file(instance, type, flag(instance, type, "closed"), holder);
            case "sun.nio.ch.FileChannelImpl" -> file(instance, type, flag(instance, CHANNEL, "closed"), holder);
            case "sun.nio.ch.NioSocketImpl" ->
                socket(
                        !open(value(instance, "java.net.SocketImpl", "fd")),
                        address(value(instance, "java.net.SocketImpl", "address")),
                        number(instance, "java.net.SocketImpl", "port"),
                        holder);
            case "sun.nio.ch.SocketChannelImpl" -> channel(instance, type, holder);
            default -> Optional.empty();
        };
    }

    private static Optional<Opened> file(HeapInstance instance, String type, boolean closed, String holder) {
        HeapInstance path = value(instance, type, "path");
        String name = path == null ? null : path.readAsJavaString();
        // Without a path it is a pipe, such as the process's own output.
        return closed || name == null ? Optional.empty() : Optional.of(new Opened(Opened.Kind.FILE, name, holder));
    }

    private static Optional<Opened> channel(HeapInstance instance, String type, String holder) {
        String address = "java.net.InetSocketAddress$InetSocketAddressHolder";
        HeapInstance remote = value(instance, type, "remoteAddress");
        HeapInstance other = remote == null ? null : value(remote, "java.net.InetSocketAddress", "holder");
        return other == null
                ? Optional.empty()
                : socket(
                        flag(instance, CHANNEL, "closed"),
                        address(value(other, address, "addr")),
                        number(other, address, "port"),
                        holder);
    }

    private static Optional<Opened> socket(boolean closed, String address, int port, String holder) {
        return closed || port == 0
                ? Optional.empty()
                : Optional.of(new Opened(Opened.Kind.SOCKET, address + ":" + port, holder));
    }

    private static boolean open(@Nullable HeapInstance descriptor) {
        return descriptor != null && number(descriptor, "java.io.FileDescriptor", "fd") >= 0;
    }

    private static String address(@Nullable HeapInstance address) {
        String type = "java.net.InetAddress$InetAddressHolder";
        HeapInstance known = address == null ? null : value(address, "java.net.InetAddress", "holder");
        if (known == null) {
            return "?";
        }
        HeapInstance host = value(known, type, "hostName");
        if (host != null) {
            return String.valueOf(host.readAsJavaString());
        }
        int number = number(known, type, "address");
        return (number >>> 24) + "." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }

    private static @Nullable HeapInstance value(HeapInstance instance, String type, String name) {
        HeapField field = instance.get(type, name);
        return field == null ? null : field.getValueAsInstance();
    }

    private static boolean flag(HeapInstance instance, String type, String name) {
        HeapField field = instance.get(type, name);
        return field != null && Boolean.TRUE.equals(field.getValue().getAsBoolean());
    }

    private static int number(HeapInstance instance, String type, String name) {
        HeapField field = instance.get(type, name);
        Integer number = field == null ? null : field.getValue().getAsInt();
        return number == null ? 0 : number;
    }
}
