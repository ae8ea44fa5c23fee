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
 * @param policy which of the jars in the drop folder may run
 * @param trust the certificates of those whose jars may run
 */
public record Places(List<Path> shipped, Path drops, Path store, Path trash, boolean safe, Policy policy, Path trust) {}
