package io.dalbox.plugin.sound.analysis;

import io.dalbox.compute.ChildCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands for ffmpeg. Input comes through a pipe and nothing else may be opened: a playlist could name files and addresses. */
public final class Ffmpeg {

    /** Of the options, the last three are of the input alone. */
    private static final List<String> INPUT = List.of(
            "-nostdin", "-hide_banner", "-nostats", "-protocol_whitelist", "pipe", "-threads", "1", "-i", "pipe:0");

    private Ffmpeg() {}

    /** Reads sound from standard input, prints it as 16 kHz mono, and says how loud it is and where it is silent. */
    static ChildCommand decode(Thresholds thresholds) {
        String graph = "[0:a:0]asplit=2[heard][measured];"
                + "[heard]aresample=" + Grid.RATE + ",aformat=sample_fmts=s16:channel_layouts=mono[pcm];"
                + "[measured]" + silenceDetect(thresholds) + ",ebur128=peak=true:framelog=info[loudness]";
        return command(
                INPUT,
                List.of("-filter_complex_threads", "1", "-filter_complex", graph),
                List.of("-map", "[pcm]", "-f", "s16le", "pipe:1", "-map", "[loudness]", "-f", "null", "pipe:1"));
    }

    /**
     * Writes the stretches of a file's sound that stay.
     *
     * @param keep in order
     * @param format how ffmpeg is told the format of the output
     * @param file an absolute path of this machine; what is there is replaced
     */
    public static ChildCommand cut(List<Span> keep, List<String> format, String file) {
        // Frames of 256 samples: cuts are exact to 5 ms.
        String filter = "asetnsamples=n=256:p=0,aselect='" + choice(keep) + "',asetpts=N/SR/TB";
        return command(
                INPUT,
                List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "0", "-filter_threads", "1"),
                List.of("-filter:a", filter, "-threads", "1"),
                format,
                List.of("-y", file));
    }

    private static String silenceDetect(Thresholds thresholds) {
        return String.format(Locale.ROOT, "silencedetect=n=%.1fdB:d=%.3f", thresholds.silence(), thresholds.shortest());
    }

    /** A tree of comparisons: as a plain sum, an hour with a thousand cuts would take longer than decoding it. */
    private static String choice(List<Span> keep) {
        if (keep.isEmpty()) {
            return "0";
        }
        if (keep.size() == 1) {
            return String.format(
                    Locale.ROOT,
                    "between(t,%.4f,%.4f)",
                    keep.getFirst().start(),
                    keep.getFirst().end());
        }
        int middle = keep.size() / 2;
        return String.format(
                Locale.ROOT,
                "if(lt(t,%.4f),%s,%s)",
                keep.get(middle).start(),
                choice(keep.subList(0, middle)),
                choice(keep.subList(middle, keep.size())));
    }

    @SafeVarargs
    private static ChildCommand command(List<String>... parts) {
        List<String> arguments = new ArrayList<>();
        for (List<String> part : parts) {
            arguments.addAll(part);
        }
        return ChildCommand.of("ffmpeg", arguments).fromPackage("ffmpeg");
    }
}
