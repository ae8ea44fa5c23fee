package io.dalbox.ml.internal.fetch;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.ml.ModelProgress;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.FetchResponse;
import io.dalbox.net.HttpFetcher;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a file, going on where an earlier attempt ended. Whether the beginning belongs to the same file is not asked: what is made
 * of it is compared with its hash, and a wrong one is fetched afresh.
 */
final class Download {

    private static final long RESERVE = 64L << 20;
    private static final Pattern RANGE = Pattern.compile("bytes (?:([0-9]{1,18})-[0-9]{1,18}|\\*)/([0-9]{1,18}|\\*)");

    private final HttpFetcher fetcher;
    private final Path part;
    private final long most;
    private final ModelProgress progress;

    /** Will write to {@code part}, at most {@code most} bytes. */
    Download(HttpFetcher fetcher, Path part, long most, ModelProgress progress) {
        this.fetcher = fetcher;
        this.part = part;
        this.most = most;
        this.progress = progress;
    }

    /**
     * Fetches what is missing.
     *
     * @throws StatusException if the other side has no such file
     * @throws IOException if it ends early; what came is kept
     */
    void run(String url) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        FetchRequest request = FetchRequest.get(url);
        try (FetchResponse answer =
                fetcher.fetch(have == 0 ? request : request.withHeaders(Map.of("Range", "bytes=" + have + "-")))) {
            switch (answer.status()) {
                case 200 -> take(answer, 0, length(answer));
                case 206 -> takeRest(answer, have, url);
                case 416 -> judgeEnd(answer, have, url);
                default -> throw new StatusException(answer.status(), url);
            }
        }
    }

    private void takeRest(FetchResponse answer, long have, String url) throws IOException {
        Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
        if (!range.matches() || !String.valueOf(have).equals(range.group(1))) {
            afresh(answer, url);
            return;
        }
        take(answer, have, range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2)));
    }

    /** There is nothing behind what we have: it is all, or it is of another file. */
    private void judgeEnd(FetchResponse answer, long have, String url) throws IOException {
        Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
        if (!range.matches() || !String.valueOf(have).equals(range.group(2))) {
            afresh(answer, url);
        }
    }

    private void afresh(FetchResponse answer, String url) throws IOException {
        answer.close();
        Files.delete(part);
        run(url);
    }

    private void take(FetchResponse answer, long start, long total) throws IOException {
        if (total > most) {
            throw new BadFileException("it has " + total + " bytes, more than the " + most + " that it may have");
        }
        requireSpace(Math.max(total, 0) - start);
        long done = new Writing(part, progress).from(answer.body(), start, most, total);
        if (total >= 0 && done < total) {
            throw new EOFException("the connection ended after " + done + " of " + total + " bytes");
        }
    }

    private void requireSpace(long needed) throws IOException {
        Path folder = part.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free - RESERVE) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "There is no room for the model in " + folder + ": " + (needed >> 20) + " MiB are needed and "
                            + (free >> 20)
                            + " MiB are free (64 of them stay free). Free some space, then install it again.");
        }
    }

    private static long length(FetchResponse answer) {
        return answer.header("Content-Length")
                .filter(value -> value.strip().matches("[0-9]{1,18}"))
                .map(value -> Long.parseLong(value.strip()))
                .orElse(-1L);
    }
}
