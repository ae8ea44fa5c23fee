package io.dalbox.net.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name. */
@FunctionalInterface
interface Resolver {

    /** Returns all addresses, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
