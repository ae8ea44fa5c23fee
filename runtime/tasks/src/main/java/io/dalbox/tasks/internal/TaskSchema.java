package io.dalbox.tasks.internal;

import java.util.List;

/** The tables of tasks. Times are milliseconds since 1970. */
final class TaskSchema {

    /** Each step runs once on every database; they are only ever appended. */
    static final List<String> STEPS = List.of("""
            CREATE TABLE tasks_task (
              id TEXT PRIMARY KEY,
              plugin TEXT NOT NULL,
              action TEXT NOT NULL,
              title TEXT,
              state TEXT NOT NULL,
              done BIGINT,
              total BIGINT,
              phase TEXT,
              attempts INTEGER NOT NULL DEFAULT 0,
              created BIGINT NOT NULL,
              updated BIGINT NOT NULL,
              started BIGINT,
              finished BIGINT,
              parent TEXT,
              cause TEXT,
              caller TEXT NOT NULL,
              hops INTEGER NOT NULL,
              error TEXT,
              result TEXT,
              input TEXT NOT NULL,
              checkpoint TEXT,
              wanted TEXT NOT NULL DEFAULT 'run',
              cleanup TEXT NOT NULL DEFAULT 'none',
              run BIGINT NOT NULL DEFAULT 0,
              tries INTEGER NOT NULL DEFAULT 0,
              crashes INTEGER NOT NULL DEFAULT 0,
              not_before BIGINT NOT NULL DEFAULT 0,
              removed INTEGER NOT NULL DEFAULT 0
            );
            CREATE INDEX tasks_task_queue ON tasks_task (state, plugin, action, id);
            CREATE INDEX tasks_task_plugin ON tasks_task (plugin, id);
            CREATE INDEX tasks_task_parent ON tasks_task (parent);
            CREATE INDEX tasks_task_cleanup ON tasks_task (cleanup, plugin, action);
            CREATE INDEX tasks_task_state ON tasks_task (state, id);
            """, """
            ALTER TABLE tasks_task ADD COLUMN idempotency_key TEXT;
            CREATE UNIQUE INDEX tasks_task_key ON tasks_task (plugin, action, idempotency_key);
            CREATE INDEX tasks_task_cause ON tasks_task (cause, id);
            """, """
            ALTER TABLE tasks_task ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE tasks_task ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
            UPDATE tasks_task SET place = created;
            DROP INDEX tasks_task_queue;
            CREATE INDEX tasks_task_queue ON tasks_task (state, plugin, action, place, id);
            CREATE INDEX tasks_task_finished ON tasks_task (finished, id);
            CREATE TABLE tasks_bound (
              plugin TEXT PRIMARY KEY,
              most INTEGER NOT NULL
            );
            """);

    private TaskSchema() {}
}
