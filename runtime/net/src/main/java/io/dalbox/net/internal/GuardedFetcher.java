package io.dalbox.net.internal;

import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
import io.dalbox.outbound.Outbound;
import io.dalbox.outbound.Post;
import io.dalbox.plugin.DeclaredAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Resolves a host once a hop, checks every address, and connects to exactly those. Redirects are hops like the first, so
 * neither they nor a name server that changes its answer can lead past the policy. Proxies of the environment are not used. A bundle
 * that declared the hosts it connects to reaches no others.
 */
@Component(
        service = {HttpFetcher.class, Outbound.class},
        scope = ServiceScope.BUNDLE)
public final class GuardedFetcher implements HttpFetcher, Outbound {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private static final AddressPolicy ANYWHERE = new AddressPolicy(true);

    private final AddressPolicy policy;
    private final Resolver resolver;
    private final Connector connector;
    private final @Nullable DeclaredAccess declared;

    /** Takes the owner's policy from the framework property {@code dalbox.allow.private.network}. */
    @Activate
    public GuardedFetcher(BundleContext context, ComponentContext component) {
        this(
                new AddressPolicy(Boolean.parseBoolean(context.getProperty("dalbox.allow.private.network"))),
                GuardedFetcher::lookUp,
                GuardedFetcher::tls,
                DeclaredAccess.of(component.getUsingBundle()).orElse(null));
    }

    /** With a policy given outright, for tests and tools. */
    public GuardedFetcher(boolean privateAllowed) {
        this(new AddressPolicy(privateAllowed), GuardedFetcher::lookUp, GuardedFetcher::tls);
    }

    GuardedFetcher(AddressPolicy policy, Resolver resolver, Supplier<SSLSocketFactory> tls) {
        this(policy, resolver, tls, null);
    }

    GuardedFetcher(
            AddressPolicy policy,
            Resolver resolver,
            Supplier<SSLSocketFactory> tls,
            @Nullable DeclaredAccess declared) {
        this.policy = policy;
        this.resolver = resolver;
        this.connector = new Connector(tls);
        this.declared = declared;
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    private static SSLSocketFactory tls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    @Override
    public void check(String url) throws IOException {
        check(url, false);
    }

    @Override
    public void check(String url, boolean privateAllowed) throws IOException {
        addresses(WebUrl.parse(url), privateAllowed ? ANYWHERE : policy);
    }

    @Override
    public FetchResponse post(Post post) throws IOException {
        WebUrl url = WebUrl.parse(post.url());
        return connector.connect(
                url,
                addresses(url, post.privateAllowed() ? ANYWHERE : policy),
                "POST",
                RequestHeaders.of(post.headers(), url, true),
                post.body().getBytes(StandardCharsets.UTF_8),
                post.idleTimeout());
    }

    @Override
    public FetchResponse fetch(FetchRequest request) throws IOException {
        WebUrl first = WebUrl.parse(request.url());
        WebUrl url = first;
        // Once left, the first origin gets no secrets again: what sent us back there is not what the caller named.
        boolean home = true;
        for (int hop = 0; hop <= request.maxRedirects(); hop++) {
            home = home && url.sameOrigin(first);
            Exchange exchange = connector.connect(
                    url,
                    addresses(url, policy),
                    request.method(),
                    RequestHeaders.of(request.headers(), url, home),
                    null,
                    request.idleTimeout());
            Optional<String> location = exchange.header("Location");
            if (!REDIRECTS.contains(exchange.status()) || location.isEmpty()) {
                return exchange;
            }
            exchange.close();
            url = next(request, url, location.get());
        }
        throw new ProtocolException(first.shown() + " redirects more than " + request.maxRedirects() + " times");
    }

    private static WebUrl next(FetchRequest request, WebUrl url, String location) throws ProtocolException {
        WebUrl next;
        try {
            next = url.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    url.shown() + " redirects to somewhere that cannot be followed: " + e.getMessage());
        }
        if (url.secure() && !next.secure() && RequestHeaders.hasAuthorization(request)) {
            throw new ProtocolException(
                    url.shown() + " redirects from https to http, which a request with an Authorization "
                            + "header does not follow");
        }
        return next;
    }

    private List<InetAddress> addresses(WebUrl url, AddressPolicy judge) throws IOException {
        if (declared != null && !declared.reaches(url.host())) {
            throw new AddressRefusedException(
                    "The plugin does not declare that it connects to " + url.host() + " (@Access hosts).");
        }
        InetAddress literal = url.literal();
        List<InetAddress> addresses = literal == null ? resolve(url.host()) : List.of(literal);
        judge.check(url.host(), addresses);
        return addresses;
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            UnknownHostException clear =
                    new UnknownHostException("The host " + host + " cannot be found; check the name and the network");
            clear.initCause(e);
            throw clear;
        }
    }
}
