package io.dalbox.plugin.faces;

import io.dalbox.plugin.faces.album.Placed;
import io.dalbox.plugin.faces.vision.FoundFace;
import io.dalbox.task.TaskContext;

/** Counts what a task has done; its checkpoint. */
record Tally(int photos, int faces, int found, int unchanged, int unreadable) {

    /** Adds a photo, and tells of each face that is new. */
    Tally and(Looker.Seen seen, TaskContext task) {
        if (seen.problem() != null) {
            return new Tally(photos, faces, found, unchanged, unreadable + 1);
        }
        int fresh = 0;
        for (int i = 0; i < seen.faces().size(); i++) {
            Placed placed = seen.placed().get(i);
            if (!placed.known()) {
                fresh++;
                Long person = placed.person();
                task.publish(new FaceFound(
                        seen.photo().path(),
                        Ids.text(placed.id()),
                        person == null ? null : Ids.text(person),
                        box(seen.faces().get(i))));
            }
        }
        return new Tally(photos + 1, faces + seen.faces().size(), found + fresh, unchanged, unreadable);
    }

    private static Box box(FoundFace face) {
        return new Box(face.x(), face.y(), face.width(), face.height());
    }

    Tally same() {
        return new Tally(photos, faces, found, unchanged + 1, unreadable);
    }

    ScanResult result(int gone) {
        return new ScanResult(photos, faces, found, unchanged, unreadable, gone);
    }
}
