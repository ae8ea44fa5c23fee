/** A plugin whose next versions change what it offers. */
package io.dalbox.plugins.sample.contract.first;
