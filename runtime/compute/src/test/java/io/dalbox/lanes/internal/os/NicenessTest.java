package io.dalbox.lanes.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
class NicenessTest {

    private final List<String> said = new ArrayList<>();
    private final Niceness niceness = new Niceness("Linux", said::add);

    @Test
    @EnabledOnOs(OS.LINUX)
    void lowersTheCallingThreadAndNoOther() throws Exception {
        int mine = own();
        assertThat(onThread(() -> List.of(Niceness.lower(7), OptionalInt.of(own()))))
                .containsExactly(OptionalInt.of(7), OptionalInt.of(7));
        assertThat(own()).isEqualTo(mine);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aChildInheritsIt() throws Exception {
        assertThat(onThread(() -> {
                    Niceness.lower(Niceness.LOWEST);
                    Process child = new ProcessBuilder("cat", "/proc/self/stat").start();
                    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                        return field19(out.readLine());
                    }
                }))
                .isEqualTo(19);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neverRaises() throws Exception {
        assertThat(onThread(() -> {
                    niceness.lowerCaller(15);
                    OptionalInt answer = niceness.lowerCaller(3);
                    return List.of(answer, OptionalInt.of(own()));
                }))
                .containsExactly(OptionalInt.of(15), OptionalInt.of(15));
        assertThat(said).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void moreThanTheLowestIsTheLowest() throws Exception {
        assertThat(onThread(() -> niceness.lowerCaller(100))).hasValue(Niceness.LOWEST);
    }

    @Test
    void elsewhereNothingHappensAndThatIsSaidOnce() throws Exception {
        int mine = own();
        Niceness elsewhere = new Niceness("Plan 9", said::add);
        assertThat(elsewhere.lowerCaller(19)).isEmpty();
        assertThat(elsewhere.lowerCaller(19)).isEmpty();
        assertThat(said).singleElement().asString().contains("Plan 9");
        assertThat(own()).isEqualTo(mine);
    }

    @Test
    void aVirtualThreadIsLeftAlone() throws Exception {
        FutureTask<OptionalInt> task = new FutureTask<>(() -> niceness.lowerCaller(19));
        Thread.ofVirtual().start(task);
        assertThat(task.get()).isEmpty();
        assertThat(said).singleElement().asString().contains("virtual");
    }

    private static <T> T onThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    private static int own() {
        try {
            return field19(Files.readString(Path.of("/proc/thread-self/stat")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Field 19 of proc(5); the second, in brackets, may hold spaces. */
    private static int field19(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
