package io.dalbox.plugins.internal.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugins.Plugins;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class LeasesTest {

    private final Leases leases = new Leases();
    private final Bundle one = bundle();
    private final Bundle two = bundle();

    @Test
    void nobodyEntersWhatIsNotOpenAndNobodyWaitsForNothing() {
        assertThat(leases.acquire()).isEmpty();
        leases.open(one);
        assertThat(leases.acquire()).map(Plugins.Lease::bundle).hasValue(one);
        leases.close(false);
        assertThat(leases.acquire()).isEmpty();
    }

    @Test
    void newcomerWaitsForTheNextVersion() throws Exception {
        leases.open(one);
        leases.close(true);
        CompletableFuture<Optional<Plugins.Lease>> waiting = CompletableFuture.supplyAsync(leases::acquire);
        leases.open(two);
        assertThat(waiting.get(5, TimeUnit.SECONDS)).map(Plugins.Lease::bundle).hasValue(two);
    }

    @Test
    void drainWaitsForTheLastUser() {
        leases.open(one);
        Plugins.Lease lease = leases.acquire().orElseThrow();
        leases.close(true);
        CompletableFuture<Integer> drained = CompletableFuture.supplyAsync(() -> leases.drain(Duration.ofSeconds(10)));
        assertThat(drained).isNotDone();
        lease.close();
        lease.close();
        Awaitility.await().until(drained::isDone);
        assertThat(drained.join()).isZero();
    }

    @Test
    void interruptOfACallEndsWithItsLease() {
        leases.open(one);
        Plugins.Lease lease = leases.acquire(true).orElseThrow();
        assertThat(leases.drain(Duration.ZERO)).isOne();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        lease.close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static Bundle bundle() {
        return (Bundle) Proxy.newProxyInstance(
                LeasesTest.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "bundle";
                });
    }
}
