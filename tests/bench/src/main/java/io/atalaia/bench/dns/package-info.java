/** What the bench of DNS needs: the zone, and a process that serves it. */
package io.atalaia.bench.dns;
