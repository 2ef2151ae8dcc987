/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Programs announce what happens to whoever listens on the bus of the accessibility registry. */

#include "gui-voice.h"

#include <atspi/atspi.h>
#include <string.h>

#define ANNOUNCEMENT "object:announcement"
#define PATIENCE 60 /* seconds, on a machine that has much else to do */

struct _GuiVoice {
  AtspiEventListener *listener;
  GPtrArray *said; /* (element-type utf8) */
};

static void
announced_cb (AtspiEvent *event, void *voice)
{
  GuiVoice *self = voice;

  if (G_VALUE_HOLDS_STRING (&event->any_data))
    g_ptr_array_add (self->said, g_value_dup_string (&event->any_data));
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

/**
 * gui_voice_listen:
 *
 * Returns: (transfer full): what hears from now on what is announced
 */
GuiVoice *
gui_voice_listen (void)
{
  GuiVoice *self = g_new0 (GuiVoice, 1);
  g_autoptr (GError) error = NULL;

  self->said = g_ptr_array_new_with_free_func (g_free);
  self->listener = atspi_event_listener_new (announced_cb, self, NULL);
  atspi_event_listener_register (self->listener, ANNOUNCEMENT, &error);
  g_assert_no_error (error);

  return self;
}

static gboolean
was_said (GuiVoice *self, const char *text)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < self->said->len; i++)
    if (strstr (g_ptr_array_index (self->said, i), text) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * gui_voice_await:
 * @self: a listener
 * @text: part of what has to be said
 */
void
gui_voice_await (GuiVoice *self, const char *text)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (!was_said (self, text)) {
    if (g_get_monotonic_time () > end) {
      g_ptr_array_add (self->said, NULL);
      g_error ("“%s” was not announced, but: %s", text, g_strjoinv (" / ", (char **) self->said->pdata));
    }
    g_usleep (20000);
  }
}

/**
 * gui_voice_free:
 * @self: (transfer full): a listener
 */
void
gui_voice_free (GuiVoice *self)
{
  atspi_event_listener_deregister (self->listener, ANNOUNCEMENT, NULL);
  g_object_unref (self->listener);
  g_ptr_array_unref (self->said);
  g_free (self);
}
