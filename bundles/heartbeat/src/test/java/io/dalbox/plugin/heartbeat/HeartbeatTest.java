package io.dalbox.plugin.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionContext;
import io.dalbox.action.Lane;
import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.IoExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.Work;
import io.dalbox.lanes.internal.LaneService;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the real lanes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeartbeatTest {

    /** The actions have no use for it. */
    private static final ActionContext CONTEXT = (ActionContext) Proxy.newProxyInstance(
            ActionContext.class.getClassLoader(), new Class<?>[] {ActionContext.class}, (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final LaneService lanes = LaneService.of(2);
    private final CpuExecutor cpu = lanes.cpu("heartbeat");
    private final IoExecutor io = new IoExecutor() {
        @Override
        public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
            return lanes.submit(Work.of("heartbeat", Lane.IO, name, Priority.TASK), work);
        }
    };
    private final Products products = new Products(cpu);
    private final Waits waits = new Waits();

    @AfterEach
    void stop() {
        lanes.stop();
    }

    @Test
    void aProductOnDemandSaysWhatCameOut() throws Exception {
        MatrixAction action = new MatrixAction(products, new Set(40, 0, 0, false));
        Product product = cpu.submit(() -> action.call(new MatrixAction.Input(100), CONTEXT))
                .get();
        assertThat(product.mean()).isCloseTo(25, within(2.0));
        assertThat(product.elapsed()).isPositive();
        assertThat(products.count()).isEqualTo(1);
        assertThat(products.last()).isEqualTo(product);
        // Without a size, that of the settings.
        assertThat(action.call(new MatrixAction.Input(null), CONTEXT).mean()).isCloseTo(10, within(1.5));
        assertThat(new StatusAction(products, waits)
                        .call(new StatusAction.Query(), CONTEXT)
                        .products())
                .isEqualTo(2);
    }

    @Test
    void theBeatsDoWhatTheSettingsSay() throws Exception {
        new MatrixBeat(products, new Set(30, 0, 0, false)).run();
        assertThat(products.count()).isEqualTo(1);

        int many = 200;
        new IoBeat(io, waits, new Set(1, many, 50, false)).run();
        assertThat(waits.sum().operations()).isEqualTo(many);
        // One after another they would take ten seconds.
        assertThat(waits.sum().seconds()).isBetween(0.05, 5.0);
    }

    @Test
    void continuousKeepsEveryThreadBusyUntilItIsStopped() {
        BackgroundWork off = new Continuous(cpu, products, new Set(50, 0, 0, false));
        assertThat(run(off)).succeedsWithin(java.time.Duration.ofSeconds(10));
        assertThat(products.count()).isZero();

        CompletableFuture<Boolean> on = run(new Continuous(cpu, products, new Set(200, 0, 0, true)));
        await().until(() -> lanes.report().running() == 2 && products.count() > 10);
        on.cancel(true);
        await().until(() -> lanes.report().running()
                        + lanes.report().waiting()
                        + lanes.report().io()
                == 0);
    }

    private CompletableFuture<Boolean> run(BackgroundWork work) {
        return lanes.submit(Work.of("heartbeat", Lane.IO, "beat", Priority.BACKGROUND), () -> {
            work.run();
            return true;
        });
    }

    /** Settings as the component runtime would give them. */
    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Set(int matrix__size, int io__operations, int millis, boolean continuous) implements Settings {

        @Override
        public int matrix__every() {
            return 60;
        }

        @Override
        public int matrix__retry() {
            return 10;
        }

        @Override
        public int io__every() {
            return 30;
        }

        @Override
        public int io__retry() {
            return 5;
        }

        @Override
        public int io__shortest() {
            return millis;
        }

        @Override
        public int io__longest() {
            return millis;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Settings.class;
        }
    }
}
