package io.dalbox.plugin.ocr;

import io.dalbox.compute.WorkOptions;
import io.dalbox.plugin.ocr.input.Document;
import io.dalbox.plugin.ocr.input.Limits;
import io.dalbox.plugin.ocr.input.SourceFile;
import io.dalbox.plugin.ocr.text.PageReader;
import io.dalbox.task.TaskContext;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Reads a picture or a document, page by page. */
final class DocumentWork {

    private final SourceFile source;
    private final Wish wish;
    private final Limits limits;
    private final PageReader reader;
    private final TaskContext task;

    DocumentWork(SourceFile source, Wish wish, Limits limits, PageReader reader, TaskContext task) {
        this.source = source;
        this.wish = wish;
        this.limits = limits;
        this.reader = reader;
        this.task = task;
    }

    /**
     * Reads.
     *
     * @param there numbers of pages that were read before
     * @param keep is given each page that is read
     */
    Summary run(Set<Integer> there, Consumer<StoredPage> keep) throws Exception {
        Summary summary = new Summary();
        int[] done = {there.size()};
        try (Document document = open();
                PageJobs<Integer> jobs = new PageJobs<>(task.cpu(), reader, wish, (number, page) -> {
                    keep.accept(new StoredPage(number, null, null, page));
                    summary.add(page);
                    task.progress(++done[0], document.pages());
                })) {
            task.progress(done[0], document.pages());
            for (int index = 0; index < document.pages(); index++) {
                task.checkStop();
                int at = index;
                if (!there.contains(index + 1)) {
                    jobs.add(index + 1, () -> document.page(at));
                }
            }
            jobs.finish();
        } catch (InterruptedException e) {
            task.checkStop();
            throw e;
        }
        return summary;
    }

    /** Looking into a document computes: what a PDF or TIFF has in it is found by going through it. */
    private Document open() throws Exception {
        CompletableFuture<Document> opened =
                task.cpu().submit(WorkOptions.named("open"), () -> source.document(limits));
        try {
            return opened.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            opened.cancel(true);
            task.checkStop();
            throw e;
        }
    }
}
