package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that never come back: they cost the bounds of the server, so each has a server of its own and all hang at once. */
class HangingVersionTest {

    @TempDir
    Path folder;

    @Test
    void whatHangsUntilItIsInterruptedLeavesTheVersionBeforeAndOthers() throws Exception {
        Together.run(List.of(() -> comes("START WAIT"), () -> comes("ACTIVATE HANG"), () -> goes("STOP WAIT")));
    }

    @Test
    void whatHeedsNoInterruptLeavesTheVersionBeforeAndOthers() throws Exception {
        Together.run(List.of(
                () -> comes("START HANG"),
                () -> comes("START DEADLOCK"),
                () -> goes("STOP HANG"),
                () -> goes("DEACTIVATE HANG")));
    }

    /** The next version hangs when it comes. */
    private void comes(String fault) throws Exception {
        try (FaultyBox box = FaultyBox.start(folder.resolve(fault))) {
            box.install("hanging", "1.0.0");
            box.drop("hanging", "2.0.0", fault);

            assertThat(box.awaitReason("hanging")).contains("2.0.0", "did not come back", "1.0.0 runs on");
            assertThat(box.told("hanging")).isEqualTo("1.0.0");
            goesOn(box);
        }
    }

    /** The version that runs hangs when it goes. */
    private void goes(String fault) throws Exception {
        try (FaultyBox box = FaultyBox.start(folder.resolve(fault))) {
            box.drop("hanging", "1.0.0", fault);
            box.awaitTold("hanging", "1.0.0");
            goesOn(box);
        }
    }

    /** It is replaced, and others are, and the server ends when it is told to. */
    private static void goesOn(FaultyBox box) throws Exception {
        box.install("hanging", "3.0.0");
        box.install("other", "1.0.0");
        box.install("other", "2.0.0");
        box.endWell();
    }
}
