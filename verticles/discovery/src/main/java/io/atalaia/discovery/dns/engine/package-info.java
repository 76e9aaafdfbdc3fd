/** What the names of the zone mean: from a question and the registry's copy to the records of an answer. */
@CheckReturnValue
package io.atalaia.discovery.dns.engine;

import com.google.errorprone.annotations.CheckReturnValue;
