package io.dalbox.web.internal.auth;

import java.util.List;

/** The tables of the web edge. Steps are only ever appended. */
public final class AuthSchema {

    /** The migration steps of the area {@code web}. */
    public static final List<String> STEPS = List.of("""
            CREATE TABLE web_users (
              id TEXT PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              role TEXT NOT NULL,
              password TEXT,
              created BIGINT NOT NULL,
              preferences TEXT NOT NULL DEFAULT '{}'
            );
            INSERT INTO web_users (id, name, role, password, created) VALUES ('admin', 'admin', 'administrator', NULL, 0);
            CREATE TABLE web_sessions (
              hash TEXT PRIMARY KEY,
              user_id TEXT NOT NULL REFERENCES web_users(id) ON DELETE CASCADE,
              created BIGINT NOT NULL,
              expires BIGINT NOT NULL
            );
            CREATE INDEX web_sessions_user ON web_sessions(user_id);
            CREATE TABLE web_tokens (
              id TEXT PRIMARY KEY,
              hash TEXT NOT NULL UNIQUE,
              user_id TEXT NOT NULL REFERENCES web_users(id) ON DELETE CASCADE,
              name TEXT NOT NULL,
              scopes TEXT NOT NULL,
              created BIGINT NOT NULL,
              expires BIGINT,
              used BIGINT
            );
            CREATE TABLE web_answers (
              plugin TEXT NOT NULL,
              action TEXT NOT NULL,
              caller TEXT NOT NULL,
              idempotency_key TEXT NOT NULL,
              body TEXT NOT NULL,
              boot TEXT NOT NULL,
              status INTEGER,
              answer TEXT,
              created BIGINT NOT NULL,
              PRIMARY KEY (plugin, action, caller, idempotency_key)
            );
            CREATE INDEX web_answers_created ON web_answers(created);
            CREATE TABLE web_deliveries (
              plugin TEXT NOT NULL,
              source TEXT NOT NULL,
              event_id TEXT NOT NULL,
              created BIGINT NOT NULL,
              PRIMARY KEY (plugin, source, event_id)
            );
            """, """
            CREATE TABLE web_inbox (
              user_id TEXT PRIMARY KEY REFERENCES web_users(id) ON DELETE CASCADE,
              seen TEXT NOT NULL
            );
            """, """
            UPDATE web_users SET created = CAST(strftime('%s', 'now') AS INTEGER) * 1000 WHERE created = 0;
            """, """
            CREATE TABLE web_views (
              user_id TEXT NOT NULL REFERENCES web_users(id) ON DELETE CASCADE,
              plugin TEXT NOT NULL,
              page TEXT NOT NULL,
              table_name TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (user_id, plugin, page, table_name)
            );
            """, """
            ALTER TABLE web_users ADD COLUMN disabled BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE web_sessions ADD COLUMN used BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE web_sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
            ALTER TABLE web_sessions ADD COLUMN system TEXT NOT NULL DEFAULT '';
            ALTER TABLE web_sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
            UPDATE web_sessions SET used = created;
            """);

    private AuthSchema() {}
}
