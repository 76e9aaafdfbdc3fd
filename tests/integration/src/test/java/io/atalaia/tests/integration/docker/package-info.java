/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** The images and the compose file, as far as they can be tried without an engine that runs containers. */
package io.atalaia.tests.integration.docker;
