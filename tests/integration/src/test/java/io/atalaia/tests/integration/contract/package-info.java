/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** What the API's description promises, tried on a whole Atalaia. */
package io.atalaia.tests.integration.contract;
