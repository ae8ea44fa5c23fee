package io.dalbox.flows.internal.cel;

import io.dalbox.flows.internal.cel.Compiler.Function;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are told of the functions. */
final class Functions {

    static final List<Function> ALL = List.of(
            function(
                    "path.name",
                    "path.name(string) -> string",
                    "The last part of a path",
                    "path.name(event.file_path)"),
            function(
                    "path.stem",
                    "path.stem(string) -> string",
                    "The last part of a path without its extension",
                    "path.stem(event.file_path)"),
            function(
                    "path.ext",
                    "path.ext(string) -> string",
                    "The extension of a path, without its dot",
                    "path.ext(event.file_path) == 'mkv'"),
            function(
                    "path.parent",
                    "path.parent(string) -> string",
                    "The folder of a path",
                    "path.parent(event.file_path)"),
            function(
                    "path.withExt",
                    "path.withExt(string, string) -> string",
                    "The path with another extension",
                    "path.withExt(event.file_path, 'srt')"),
            function(
                    "path.join",
                    "path.join(string, string) -> string",
                    "A path below a folder; it never leaves the folder",
                    "path.join('media:/films', path.name(event.file_path))"),
            function(
                    "format_time",
                    "format_time(timestamp, string[, zone]) -> string",
                    "A time as text, by a pattern such as yyyy-MM-dd, in UTC or a zone",
                    "format_time(meta.time, 'yyyy-MM-dd', 'Europe/Berlin')"),
            function("has", "has(field) -> bool", "Whether a field is there", "has(event.mime_type)"),
            function("size", "size(string | list | map) -> int", "How long it is", "size(event.file_path) > 0"),
            function("string", "string(value) -> string", "A value as text", "string(event.file_size)"),
            function("int", "int(value) -> int", "A value as a whole number", "int('42')"),
            function("double", "double(value) -> double", "A value as a number", "double(event.file_size) / 2.0"),
            function(
                    "timestamp",
                    "timestamp(string) -> timestamp",
                    "The time that a text says",
                    "timestamp('2026-01-31T12:00:00Z') < meta.time"),
            function("duration", "duration(string) -> duration", "A length of time", "meta.time - duration('24h')"),
            function(
                    "contains",
                    "string.contains(string) -> bool",
                    "Whether a text has another in it",
                    "event.mime_type.contains('video')"),
            function(
                    "startsWith",
                    "string.startsWith(string) -> bool",
                    "Whether a text begins so",
                    "event.mime_type.startsWith('video/')"),
            function(
                    "endsWith",
                    "string.endsWith(string) -> bool",
                    "Whether a text ends so",
                    "event.file_path.endsWith('.mkv')"),
            function(
                    "matches",
                    "string.matches(pattern) -> bool",
                    "Whether a regular expression (RE2) is found",
                    "event.file_path.matches('S\\\\d+E\\\\d+')"),
            function("lowerAscii", "string.lowerAscii() -> string", "In small letters", "event.file_path.lowerAscii()"),
            function(
                    "upperAscii",
                    "string.upperAscii() -> string",
                    "In capital letters",
                    "path.ext(event.file_path).upperAscii()"),
            function("trim", "string.trim() -> string", "Without white space around it", "event.file_path.trim()"),
            function(
                    "replace",
                    "string.replace(string, string) -> string",
                    "With one text in place of another",
                    "event.file_path.replace('_', ' ')"),
            function(
                    "split",
                    "string.split(string) -> list(string)",
                    "The parts between separators",
                    "event.file_path.split('/')"),
            function(
                    "join",
                    "list(string).join(string) -> string",
                    "The parts with separators between",
                    "event.file_path.split('.').join(' ')"),
            function(
                    "substring",
                    "string.substring(int[, int]) -> string",
                    "A part of a text",
                    "event.file_path.substring(0, 5)"),
            function(
                    "indexOf",
                    "string.indexOf(string) -> int",
                    "Where a text is found; -1 for nowhere",
                    "event.file_path.indexOf('/')"),
            function(
                    "lastIndexOf",
                    "string.lastIndexOf(string) -> int",
                    "Where a text is found last",
                    "event.file_path.lastIndexOf('/')"),
            function("charAt", "string.charAt(int) -> string", "One letter", "event.file_path.charAt(0)"),
            function("reverse", "string.reverse() -> string", "Back to front; lists too", "[1, 2].reverse()"),
            function(
                    "regex.extract",
                    "regex.extract(string, pattern) -> optional string",
                    "What a regular expression (RE2), or its group, finds first",
                    "regex.extract(event.file_path, '(\\\\d{4})').orValue('')"),
            function(
                    "regex.extractAll",
                    "regex.extractAll(string, pattern) -> list(string)",
                    "All that a regular expression finds",
                    "regex.extractAll(event.file_path, '\\\\d+')"),
            function(
                    "regex.replace",
                    "regex.replace(string, pattern, string) -> string",
                    "With what a regular expression finds replaced",
                    "regex.replace(event.file_path, '[._]+', ' ')"),
            function(
                    "math.greatest",
                    "math.greatest(number, number…) -> number",
                    "The greatest",
                    "math.greatest(event.file_size, 1)"),
            function(
                    "math.least",
                    "math.least(number, number…) -> number",
                    "The least",
                    "math.least(event.file_size, 1 * GiB)"),
            function(
                    "math.round",
                    "math.round(double) -> double",
                    "The nearest whole number",
                    "math.round(double(event.file_size) / 1024.0)"),
            function(
                    "orValue",
                    "optional.orValue(value) -> value",
                    "What to take when it is not there",
                    "event.?mime_type.orValue('')"),
            function(
                    "map",
                    "list.map(x, expression) -> list",
                    "Something of each element",
                    "event.file_path.split('/').map(x, x.trim())"),
            function(
                    "filter",
                    "list.filter(x, condition) -> list",
                    "The elements for which something holds",
                    "event.file_path.split('/').filter(x, x != '')"),
            function(
                    "exists",
                    "list.exists(x, condition) -> bool",
                    "Whether it holds for one",
                    "['mkv', 'mp4'].exists(x, x == path.ext(event.file_path))"),
            function(
                    "all",
                    "list.all(x, condition) -> bool",
                    "Whether it holds for all",
                    "event.file_path.split('/').all(x, size(x) < 255)"));

    /** The names, also of those that only experts look for. */
    static final Set<String> NAMES = Stream.concat(
                    ALL.stream().map(Function::name),
                    Stream.of(
                            "bool",
                            "uint",
                            "bytes",
                            "type",
                            "dyn",
                            "exists_one",
                            "quote",
                            "slice",
                            "flatten",
                            "distinct",
                            "sort",
                            "sortBy",
                            "math.ceil",
                            "math.floor",
                            "math.trunc",
                            "math.abs",
                            "math.sign",
                            "math.sqrt",
                            "math.isNaN",
                            "math.isInf",
                            "math.isFinite",
                            "optional.of",
                            "optional.none",
                            "optional.ofNonZeroValue",
                            "hasValue",
                            "value",
                            "or",
                            "optMap",
                            "optFlatMap",
                            "getFullYear",
                            "getMonth",
                            "getDate",
                            "getDayOfMonth",
                            "getDayOfWeek",
                            "getDayOfYear",
                            "getHours",
                            "getMinutes",
                            "getSeconds",
                            "getMilliseconds"))
            .collect(Collectors.toUnmodifiableSet());

    private Functions() {}

    private static Function function(String name, String signature, String description, String example) {
        return new Function(name, signature, description, example);
    }
}
