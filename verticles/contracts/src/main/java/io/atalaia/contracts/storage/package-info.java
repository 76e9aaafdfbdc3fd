/** What storage keeps and answers. */
@CheckReturnValue
package io.atalaia.contracts.storage;

import com.google.errorprone.annotations.CheckReturnValue;
