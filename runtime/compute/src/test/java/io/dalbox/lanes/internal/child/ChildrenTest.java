package io.dalbox.lanes.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.ChildException.Kind;
import io.dalbox.compute.ChildResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes into a child and what comes out of it. */
@Timeout(60)
class ChildrenTest {

    private final ChildHost host = ChildHost.of(8);
    private final ChildrenView children = host.view("a");
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        children.close();
        host.stop();
    }

    @Test
    void linesOfBothStreamsComeOnTheCallingThread() throws Exception {
        Thread caller = Thread.currentThread();
        ChildResult result = children.run(sh("echo out; echo err >&2; printf 'a\\rb\\r\\nc'")
                .onLine(line -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    lines.add(line);
                })
                .onErrorLine(line -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    lines.add("! " + line);
                }));
        assertThat(lines).containsExactlyInAnyOrder("out", "! err", "a", "b", "c");
        assertThat(lines).containsSubsequence("out", "a", "b", "c");
        assertThat(result.exitCode()).isZero();
        assertThat(result.orThrow()).isSameAs(result);
        assertThat(result.errorTail()).isEqualTo("err");
        assertThat(result.time()).isPositive();
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        String odd = "$(echo no) `no` \"'; * ~ \\ \n %s -- 影";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        children.run(ChildCommand.of("printf", "%s|%s|%s", "-n", odd, "  ").output(out));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("-n|" + odd + "|  ");
    }

    @Test
    void argumentsThatCannotBePassedAreRefused() {
        for (String wrong : List.of("", "a\0b")) {
            assertThatThrownBy(() -> ChildCommand.of("cat", wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ChildCommand.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ChildCommand.of("bin/cat")).hasMessageContaining("relative");
        assertThatThrownBy(() -> children.run(ChildCommand.of("cat", "\ud800")))
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("encoding");
    }

    @Test
    void aMissingProgramIsNamedWithWhatToDo() {
        ChildException missing = catchThrowableOfType(
                ChildException.class,
                () -> children.run(ChildCommand.of("no-such-ffmpeg").fromPackage("ffmpeg")));
        assertThat(missing.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(missing).hasMessageContainingAll("\"no-such-ffmpeg\"", "/usr/bin", "install the package ffmpeg");
        assertThatThrownBy(() -> children.run(ChildCommand.of("/no/such")))
                .hasMessageContaining("There is no program /no/such");
    }

    @Test
    void aProgramThatMayNotBeExecutedIsSaidSo() throws Exception {
        Path file = Files.writeString(folder.resolve("tool"), "x");
        assertThatThrownBy(() -> children.run(ChildCommand.of(file.toString())))
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void theEnvironmentIsSmallAndHoldsNoSecret() throws Exception {
        // The build gives the tests a token, as the owner gives one to the runtime.
        assertThat(System.getenv()).containsKeys("DALBOX_TOKEN", "DALBOX_ADMIN_PASSWORD");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        children.run(ChildCommand.of("cat", "/proc/self/environ")
                .environment("MORE", "of=it")
                .environment("LANG", "C")
                .output(out));
        Map<String, String> environment = new HashMap<>();
        for (String one : out.toString(StandardCharsets.UTF_8).split("\0")) {
            environment.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        assertThat(environment)
                .containsEntry("MORE", "of=it")
                .containsEntry("LANG", "C")
                .containsEntry("HOME", System.getProperty("user.home"))
                .containsEntry("TMPDIR", System.getProperty("java.io.tmpdir"));
        // The last three are the shell's: it leads to the program.
        assertThat(environment.keySet())
                .isSubsetOf("PATH", "HOME", "LANG", "TMPDIR", "MORE", "PWD", "OLDPWD", "SHLVL", "_");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(System.getenv("DALBOX_TOKEN"));
    }

    @Test
    void ourOwnVariablesAndOddNamesAreRefused() {
        ChildCommand command = ChildCommand.of("cat");
        for (String name : List.of("DALBOX_TOKEN", "A B", "", "BASH_FUNC_x%%", "A=B")) {
            assertThatThrownBy(() -> command.environment(name, "x")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> command.environment("A", "\0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWorkingFolderIsTheCallers() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("-odd 影 $HOME"));
        children.run(ChildCommand.of("pwd").folder(odd).onLine(lines::add));
        children.run(ChildCommand.of("pwd").onLine(lines::add));
        assertThat(lines)
                .containsExactly(
                        odd.toRealPath().toString(),
                        Path.of(System.getProperty("java.io.tmpdir"))
                                .toRealPath()
                                .toString());
        assertThatThrownBy(() -> children.run(ChildCommand.of("pwd").folder(folder.resolve("none"))))
                .isInstanceOf(ChildException.class)
                .hasMessageContaining("none");
    }

    @Test
    void bytesGoInAndOutUnchanged() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        children.run(ChildCommand.of("cat")
                        .input(new ByteArrayInputStream(bytes))
                        .output(out))
                .orThrow();
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void inputIsEmptyUnlessGiven() throws Exception {
        ChildResult result = children.run(sh("readlink /proc/self/fd/0; cat").onLine(lines::add));
        assertThat(result.exitCode()).isZero();
        assertThat(lines).containsExactly("/dev/null");
    }

    @Test
    void aChildNeedNotTakeItsInput() throws Exception {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThat(children.run(ChildCommand.of("true").input(endless)).exitCode())
                .isZero();
    }

    @Test
    void anInputThatFailsKillsTheChildAndComesOut() {
        IOException mine = new IOException("mine");
        AtomicLong pid = new AtomicLong();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw mine;
            }
        };
        assertThatThrownBy(() -> children.run(sh("sleep 1000").input(broken).onStart(pid::set)))
                .isSameAs(mine);
        assertThat(Proc.runs(pid.get())).isFalse();
    }

    @Test
    void theExitCodeIsReturnedAndTheConvenienceThrowsWithTheTail() throws Exception {
        ChildResult result = children.run(sh("echo no such codec >&2; exit 7"));
        assertThat(result.exitCode()).isEqualTo(7);
        ChildException failed = catchThrowableOfType(ChildException.class, result::orThrow);
        assertThat(failed).hasMessageContainingAll("sh ended with code 7", "no such codec");
        assertThat(failed.kind()).isEqualTo(Kind.FAILED);
        assertThat(failed.errorTail()).isEqualTo("no such codec");
        assertThat(children.run(sh("kill -KILL $$")).exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void onlyTheEndOfTheErrorOutputIsKept() throws Exception {
        ChildResult result = children.run(sh(
                "yes | head -c 5000000 >&2; echo >&2; head -c 5000000 /dev/zero | tr '\\0' x >&2; echo the end >&2"));
        assertThat(result.errorTail().length()).isBetween(10_000, ErrorTail.LONGEST);
        assertThat(result.orThrow().errorTail()).endsWith("…");
        assertThat(children.run(sh("yes | head -c 5000000 >&2; echo the end >&2"))
                        .errorTail())
                .endsWith("y\nthe end");
    }

    @Test
    void aFloodOfOutputIsCutAndTakesNoMemory() {
        AtomicLong count = new AtomicLong();
        AtomicLong pid = new AtomicLong();
        long before = used();
        ChildException flood = catchThrowableOfType(
                ChildException.class,
                () -> children.run(ChildCommand.of("yes")
                        .onStart(pid::set)
                        .onLine(line -> count.incrementAndGet())
                        .outputLimit(20_000_000)));
        assertThat(flood.kind()).isEqualTo(Kind.OUTPUT_LIMIT);
        assertThat(flood).hasMessageContainingAll("yes", "20000000");
        assertThat(count.get()).isEqualTo(10_000_000);
        assertThat(used() - before).isLessThan(30_000_000);
        assertThat(Proc.runs(pid.get())).isFalse();
    }

    @Test
    void theLimitCountsAlsoWhatNobodyTakes() {
        assertThatThrownBy(() -> children.run(ChildCommand.of("yes").outputLimit(1000)))
                .isInstanceOf(ChildException.class);
    }

    @Test
    void exactlyTheLimitIsAllowed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChildCommand five = ChildCommand.of("printf", "12345").output(out);
        assertThat(children.run(five.outputLimit(5)).exitCode()).isZero();
        assertThatThrownBy(() -> children.run(five.outputLimit(4))).isInstanceOf(ChildException.class);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("123451234");
    }

    @Test
    void outputIsTakenOneWayOnly() {
        ChildCommand lined = ChildCommand.of("cat").onLine(lines::add);
        assertThatThrownBy(() -> lined.output(OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void soHasTheirSessionWhereTheSystemGroupsBySession() throws Exception {
        String file = "/proc/self/autogroup";
        assumeTrue(Files.exists(Path.of(file)), "this kernel does not group by session");
        children.run(sh("cat " + file).onLine(lines::add));
        assertThat(lines).singleElement().asString().endsWith(" nice 19");
        assertThat(Files.readString(Path.of(file))).doesNotContain(" nice 19");
    }

    @Test
    void aChildAndItsGrandchildHaveTheLowestPriority() throws Exception {
        children.run(sh("cat /proc/$$/stat; cat /proc/self/stat").onLine(lines::add));
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(stat -> assertThat(stat.split(" ")[18]).isEqualTo("19"));
        assertThat(Proc.niceness(ProcessHandle.current().pid())).isLessThan(19);
        assertThat(children.run(ChildCommand.of("true").timeLimit(Duration.ofMinutes(1)))
                        .time())
                .isLessThan(Duration.ofMinutes(1));
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static ChildCommand sh(String script) {
        return ChildCommand.of("sh", "-c", script);
    }
}
