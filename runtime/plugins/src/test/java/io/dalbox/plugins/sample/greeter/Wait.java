package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Says that it is there by one file and ends when another appears. */
@Component
@ActionSpec(name = "wait", description = "Waits")
public final class Wait implements Action<Wait.Files2, Wait.Who> {

    /** The two files. */
    public record Files2(
            @Param(description = "Made") String entered,
            @Param(description = "Awaited") String until) {}

    /** Which version waited. */
    public record Who(@Param(description = "Version") String version) {}

    @Override
    public Who call(Files2 input, ActionContext context) throws Exception {
        Files.createFile(Path.of(input.entered()));
        while (!Files.exists(Path.of(input.until()))) {
            LockSupport.parkNanos(5_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return new Who(FrameworkUtil.getBundle(Wait.class).getVersion().toString());
    }
}
