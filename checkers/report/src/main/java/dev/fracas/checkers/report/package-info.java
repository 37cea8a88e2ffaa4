/**
 * What a person or a program reads of a check: what was to be checked and what was not, a row for
 * each mechanism, the findings, the estimates, and the same as JSON.
 */
@NullMarked
package dev.fracas.checkers.report;

import org.jspecify.annotations.NullMarked;
