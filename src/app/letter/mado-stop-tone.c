/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A wave file in memory: there is no file of it that could be missing. Ears past sixty hear these pitches. */

#include "mado-stop-tone.h"

#include <math.h>

#define RATE 22050
#define HIGH 988.0 /* Hz */
#define LOW 659.0
#define N_TONES 6                     /* high, low, high, low, … */
#define N_SAMPLES (RATE * 12u / 100u) /* of one tone: 0.12 seconds */
#define RISE (RATE / 200.0)           /* samples in which it comes and goes, so that nothing clicks */
#define LOUDNESS 0.6
#define HEAD 44 /* bytes */

static void
put (guint8 *at, guint32 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    at[i] = (guint8) (value >> (8 * i));
}

static void
put_name (guint8 *at, const char *name)
{
  for (guint i = 0; name[i] != '\0'; i++)
    at[i] = (guint8) name[i];
}

/* One channel of 16 bits. */
static void
write_head (guint8 *head, guint32 n_bytes)
{
  put_name (head, "RIFF....WAVEfmt ");
  put (head + 4, HEAD - 8 + n_bytes, 4);
  put (head + 16, 16, 4);
  put (head + 20, 1, 2);
  put (head + 22, 1, 2);
  put (head + 24, RATE, 4);
  put (head + 28, 2 * RATE, 4);
  put (head + 32, 2, 2);
  put (head + 34, 16, 2);
  put_name (head + 36, "data");
  put (head + 40, n_bytes, 4);
}

static gint16
measure_tone (double hertz, guint sample)
{
  const guint left = N_SAMPLES - 1 - sample;
  const double strength = MIN (1, MIN (sample, left) / RISE);

  return (gint16) (LOUDNESS * strength * G_MAXINT16 * sin (2 * G_PI * hertz * sample / RATE));
}

/**
 * mado_stop_tone_write:
 *
 * Returns: (transfer full): the tones as a wave file
 */
GBytes *
mado_stop_tone_write (void)
{
  const guint32 n_bytes = 2 * N_TONES * N_SAMPLES;
  guint8 *file = g_malloc (HEAD + n_bytes), *at = file + HEAD;

  write_head (file, n_bytes);
  for (guint tone = 0; tone < N_TONES; tone++)
    for (guint i = 0; i < N_SAMPLES; i++, at += 2)
      put (at, (guint16) measure_tone (tone % 2 == 0 ? HIGH : LOW, i), 2);

  return g_bytes_new_take (file, HEAD + n_bytes);
}

static void
ring (GtkMediaStream *stream, GParamSpec *pspec, GdkDisplay *display)
{
  gdk_display_beep (display);
}

/**
 * mado_stop_tone_play:
 * @display: (nullable): whose bell rings where nothing can play it
 *
 * Returns: (transfer full): what is heard; until it is unreferenced
 */
GtkMediaStream *
mado_stop_tone_play (GdkDisplay *display)
{
  g_autoptr (GBytes) file = mado_stop_tone_write ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (file);
  GtkMediaStream *tone = gtk_media_file_new_for_input_stream (stream);

  if (gtk_media_stream_get_error (tone) != NULL)
    ring (tone, NULL, display);
  else if (display != NULL)
    g_signal_connect_object (tone, "notify::error", G_CALLBACK (ring), display, G_CONNECT_DEFAULT);
  gtk_media_stream_play (tone);

  return tone;
}
