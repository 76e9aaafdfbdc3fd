/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
/** An OpenAPI document as tests read it: its operations, and whether an answer is what it says. */
package io.atalaia.tests.support.openapi;
