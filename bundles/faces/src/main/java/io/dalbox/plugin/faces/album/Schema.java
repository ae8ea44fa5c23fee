package io.dalbox.plugin.faces.album;

import java.util.List;

/** The tables. Steps are only ever appended. */
final class Schema {

    static final List<String> STEPS = List.of("""
            create table photo (
              id integer primary key,
              path text not null unique,
              size integer not null,
              modified integer not null,
              model text not null,
              error text,
              gone integer not null default 0
            );
            create table person (
              id integer primary key,
              name text,
              hidden integer not null default 0,
              merged_into integer
            );
            create table face (
              id integer primary key,
              photo integer not null,
              person integer,
              x real not null,
              y real not null,
              width real not null,
              height real not null,
              score real not null,
              quality real not null,
              model text not null,
              vector blob not null,
              thumbnail blob not null,
              confirmed integer not null default 0
            );
            create index face_photo on face (photo);
            create index face_person on face (person);
            create index face_model on face (model);
            create table apart (
              a integer not null,
              b integer not null,
              primary key (a, b)
            );
            create index apart_b on apart (b);
            create table decision (
              id integer primary key,
              kind text not null
            );
            create table moved (
              decision integer not null,
              face integer not null,
              person integer,
              confirmed integer not null,
              primary key (decision, face)
            );
            """);

    private Schema() {}
}
