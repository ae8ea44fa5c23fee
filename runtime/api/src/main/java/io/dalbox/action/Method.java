package io.dalbox.action;

/** The HTTP method of an action (RFC 9110, section 9). */
public enum Method {
    /** Safe: reads only. Parameters come from the query. */
    GET,
    /** Changes something. Parameters come from a JSON body. */
    POST,
    /** Replaces something; may be repeated. */
    PUT,
    /** Removes something; may be repeated. */
    DELETE
}
