package io.dalbox.lanes.internal.limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that tells its limit in a line whenever it gets a line, and ends with its input. */
final class LimitPrinter {

    private LimitPrinter() {}

    static void main(String[] args) throws IOException {
        CpuLimits limits =
                new CpuLimits(Path.of("/"), "", () -> Runtime.getRuntime().availableProcessors());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            CpuLimit limit = limits.read();
            System.out.println(limit.cpus() + "|" + limit.threads() + "|" + limit.source() + "|" + limit.problem());
        }
    }
}
