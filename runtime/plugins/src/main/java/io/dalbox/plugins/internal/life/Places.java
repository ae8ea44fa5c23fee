package io.dalbox.plugins.internal.life;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things are.
 *
 * @param shipped the folders of shipped plugins
 * @param drops the folder that jars are dropped into
 * @param store where verified jars are kept
 * @param trash where uninstalled jars go
 * @param safe whether no plugin may start
 * @param approve whether what is dropped waits until an administrator approves it
 */
public record Places(List<Path> shipped, Path drops, Path store, Path trash, boolean safe, boolean approve) {}
