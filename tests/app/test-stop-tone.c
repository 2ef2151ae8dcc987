/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is heard at a wrong envelope, on a machine whose sound this test is. */

#include <string.h>

#include "mado-stop-tone.h"

#define HEAD 44
#define RATE 22050
#define TONE (RATE * 12 / 100) /* samples */

/* --- a machine with sound ----------------------------------------------------------------------------------------- */

#define TEST_TYPE_SOUND (test_sound_get_type ())
G_DECLARE_FINAL_TYPE (TestSound, test_sound, TEST, SOUND, GtkMediaFile)

struct _TestSound {
  GtkMediaFile parent_instance;

  GBytes *heard; /* (nullable): what it was given */
  guint n_played;
};

G_DEFINE_FINAL_TYPE (TestSound, test_sound, GTK_TYPE_MEDIA_FILE)

static void
test_sound_open (GtkMediaFile *file)
{
  TestSound *self = TEST_SOUND (file);
  g_autoptr (GError) error = NULL;

  self->heard = g_input_stream_read_bytes (gtk_media_file_get_input_stream (file), 1 << 20, NULL, &error);
  g_assert_no_error (error);
  gtk_media_stream_stream_prepared (GTK_MEDIA_STREAM (file), TRUE, FALSE, FALSE, 0);
}

static gboolean
test_sound_play (GtkMediaStream *stream)
{
  TEST_SOUND (stream)->n_played++;

  return TRUE;
}

static void
test_sound_finalize (GObject *object)
{
  g_clear_pointer (&TEST_SOUND (object)->heard, g_bytes_unref);

  G_OBJECT_CLASS (test_sound_parent_class)->finalize (object);
}

static void
test_sound_class_init (TestSoundClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_sound_finalize;
  GTK_MEDIA_FILE_CLASS (class)->open = test_sound_open;
  GTK_MEDIA_STREAM_CLASS (class)->play = test_sound_play;
}

static void
test_sound_init (G_GNUC_UNUSED TestSound *self)
{
}

/* --- what is heard ------------------------------------------------------------------------------------------------ */

/* Returns: Hz, by how often it comes up through nothing */
static double
measure_pitch (const gint16 *samples)
{
  guint n_rises = 0;

  for (guint i = 1; i < TONE; i++)
    n_rises += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;

  return (double) n_rises * RATE / TONE;
}

static void
three_pairs_fall (void)
{
  g_autoptr (GBytes) file = mado_stop_tone_write ();
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (file, &length);
  gint16 samples[6 * TONE];

  g_assert_cmpuint (length, ==, HEAD + sizeof samples);
  g_assert_cmpmem (bytes, 4, "RIFF", 4);
  memcpy (samples, bytes + HEAD, sizeof samples);
  for (guint tone = 0; tone < 6; tone++) {
    g_assert_cmpint (ABS (samples[tone * TONE]), <, 100); /* it comes from nothing, and nothing clicks */
    g_assert_cmpfloat_with_epsilon (measure_pitch (samples + tone * TONE), tone % 2 == 0 ? 988 : 659, 15);
  }
}

static void
it_is_played_where_something_can_play_it (void)
{
  g_autoptr (GBytes) file = mado_stop_tone_write ();
  g_autoptr (GtkMediaStream) tone = NULL;

  g_type_ensure (GTK_TYPE_MEDIA_FILE);
  g_io_extension_point_register ("gtk-media-file");
  g_io_extension_point_implement ("gtk-media-file", TEST_TYPE_SOUND, "test", 1000);
  tone = mado_stop_tone_play (NULL);
  g_assert_true (TEST_IS_SOUND (tone));
  g_assert_cmpuint (TEST_SOUND (tone)->n_played, ==, 1);
  g_assert_true (g_bytes_equal (TEST_SOUND (tone)->heard, file));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stop-tone/three-pairs-fall", three_pairs_fall);
  g_test_add_func ("/stop-tone/it-is-played-where-something-can-play-it", it_is_played_where_something_can_play_it);

  return g_test_run ();
}
