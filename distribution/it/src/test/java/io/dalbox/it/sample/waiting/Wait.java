package io.dalbox.it.sample.waiting;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Makes a file to say that it runs, and answers with its version when another file appears. */
@Component
@ActionSpec(name = "wait", description = "Waits for a file")
public final class Wait implements Action<Wait.Places, Wait.Version> {

    /** The two files. */
    public record Places(
            @Param(description = "Made when it runs") String entered,
            @Param(description = "Awaited") String until) {}

    /** Which version waited. */
    public record Version(
            @Param(description = "Of the bundle") String version) {}

    @Override
    public Version call(Places input, ActionContext context) throws Exception {
        Files.createFile(Path.of(input.entered()));
        while (!Files.exists(Path.of(input.until()))) {
            LockSupport.parkNanos(5_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException("told to end");
            }
        }
        return new Version(FrameworkUtil.getBundle(Wait.class).getVersion().toString());
    }
}
