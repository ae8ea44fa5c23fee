package io.dalbox.plugin.download;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** The downloads that run now. Thread-safe. */
@Component(service = Running.class)
public final class Running {

    private final Set<Job> jobs = ConcurrentHashMap.newKeySet();

    void add(Job job) {
        jobs.add(job);
    }

    void remove(Job job) {
        jobs.remove(job);
    }

    List<Job> jobs() {
        return List.copyOf(jobs);
    }
}
