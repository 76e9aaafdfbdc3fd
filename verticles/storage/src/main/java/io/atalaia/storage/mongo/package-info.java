/** The documents of storage in MongoDB, reached by their computable ids alone. */
@CheckReturnValue
package io.atalaia.storage.mongo;

import com.google.errorprone.annotations.CheckReturnValue;
