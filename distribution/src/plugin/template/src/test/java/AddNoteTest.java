package __PACKAGE__;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.action.ActionClient;
import io.dalbox.action.ActionContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddNoteTest {

    private final Notes notes = new Notes();
    private final TestContext context = new TestContext();

    @Test
    void keepsTheNoteAndAnnouncesIt() {
        new AddNote(notes).call(new AddNote.Input("buy milk"), context);

        assertThat(new ListNotes(notes).call(new ListNotes.Input(), context).items())
                .extracting(Note::text)
                .containsExactly("buy milk");
        assertThat(context.published).containsExactly(new NoteAdded("buy milk"));
    }

    @Test
    void forgetsTheOldestBeyondAHundred() {
        for (int i = 1; i <= 101; i++) {
            new AddNote(notes).call(new AddNote.Input("note " + i), context);
        }

        assertThat(notes.newest()).hasSize(100);
        assertThat(notes.newest().getLast().text()).isEqualTo("note 2");
    }

    /** The host's side of a call, as far as these actions use it. */
    private static final class TestContext implements ActionContext {

        private final List<Record> published = new ArrayList<>();

        @Override
        public String plugin() {
            return "__ID__";
        }

        @Override
        public String caller() {
            return "test";
        }

        @Override
        public @Nullable String cause() {
            return null;
        }

        @Override
        public String publish(Record data) {
            published.add(data);
            return String.valueOf(published.size());
        }

        @Override
        public ActionClient actions() {
            throw new UnsupportedOperationException("These actions call nobody");
        }
    }
}
