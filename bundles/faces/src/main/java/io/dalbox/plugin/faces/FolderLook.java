package io.dalbox.plugin.faces;

import io.dalbox.plugin.faces.album.Album;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One look at a folder by one task: several photos at a time, counted in the order of their names. */
final class FolderLook {

    private static final Set<String> KINDS = Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff");

    private final Looker looker;
    private final Storages storages;
    private final Album album;
    private final TaskContext task;
    private final boolean onlyChanged;
    private final Deque<CompletableFuture<Looker.Seen>> running = new ArrayDeque<>();
    private Done done;
    private int total;

    /**
     * How far the task is: what a run that begins again need not look at.
     *
     * @param count how many files, in the order of their names
     * @param tally what they gave
     */
    record Done(int count, Tally tally) {}

    FolderLook(Looker looker, Storages storages, Album album, TaskContext task, boolean onlyChanged) {
        this.looker = looker;
        this.storages = storages;
        this.album = album;
        this.task = task;
        this.onlyChanged = onlyChanged;
        this.done = task.checkpoint(Done.class).orElse(new Done(0, new Tally(0, 0, 0, 0, 0)));
    }

    ScanResult at(StoragePath folder, boolean deep) throws Exception {
        task.phase("listing");
        List<FileInfo> files = files(folder, deep);
        total = files.size();
        task.phase(null);
        try {
            for (FileInfo file : files.subList(Math.min(done.count, total), total)) {
                begin(file);
            }
            while (!running.isEmpty()) {
                finish(running.removeFirst());
            }
        } finally {
            running.forEach(look -> look.cancel(true));
        }
        Set<String> there = new HashSet<>();
        files.forEach(file -> there.add(file.path().toString()));
        String prefix = folder.segments().isEmpty() ? folder.toString() : folder + "/";
        return done.tally.result(album.gone(prefix, deep, there));
    }

    private List<FileInfo> files(StoragePath folder, boolean deep) throws IOException {
        List<FileInfo> files = new ArrayList<>();
        Deque<StoragePath> folders = new ArrayDeque<>(List.of(folder));
        while (!folders.isEmpty()) {
            task.checkStop();
            for (FileInfo info : storages.list(folders.removeFirst())) {
                if (info.folder() && deep) {
                    folders.add(info.path());
                } else if (!info.folder() && isPicture(info.path().name())) {
                    files.add(info);
                }
            }
        }
        files.sort((a, b) -> a.path().compareTo(b.path()));
        return files;
    }

    private static boolean isPicture(String name) {
        return KINDS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private void begin(FileInfo file) throws Exception {
        task.checkStop();
        if (onlyChanged && looker.knows(file)) {
            // In its turn, so that the count is right after a crash.
            running.add(CompletableFuture.completedFuture(null));
        } else {
            running.add(looker.look(file, task.cpu()));
        }
        if (running.size() > 2 * task.cpu().size()) {
            finish(running.removeFirst());
        }
    }

    private void finish(CompletableFuture<Looker.Seen> look) throws Exception {
        try {
            Looker.Seen seen = look.get();
            Tally tally = seen == null ? done.tally.same() : done.tally.and(seen, task);
            done = new Done(done.count + 1, tally);
            if (seen != null || done.count == total) {
                task.saveCheckpoint(done);
            }
            task.progress(done.count, total);
        } catch (InterruptedException e) {
            look.cancel(true);
            task.checkStop();
            throw e;
        } catch (ExecutionException e) {
            task.checkStop();
            throw Looker.reason(e);
        }
    }
}
