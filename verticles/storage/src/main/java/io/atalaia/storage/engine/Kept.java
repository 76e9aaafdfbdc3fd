/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

/**
 * From when on what is kept; counted from the epoch, months from the year 0.
 *
 * @param rawHour no samples of hours before this one
 * @param hourlyHour no minutes in documents of one hour before this one
 * @param processesHour no process rows of hours before this one
 * @param minuteDay no minutes of days before this one
 * @param fiveDay no five minutes of days before this one
 * @param hourMonth no hours of months before this one
 */
public record Kept(long rawHour, long hourlyHour, long processesHour, long minuteDay, long fiveDay, long hourMonth) {
    public static final Kept ALL = new Kept(0, 0, 0, 0, 0, 0);
}
