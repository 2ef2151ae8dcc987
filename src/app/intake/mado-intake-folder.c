/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Watches for as long as the session lasts, and says in words what became of each file. */

#include "mado-intake-folder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-intake-page.h"
#include "mado-intake-watch.h"

#define CALM 2000 /* milliseconds for which nobody has written to a file */

struct _MadoIntakeFolder {
  GObject parent_instance;

  MadoSession *session;
  MadoIntakeWatch *watch; /* (nullable): %NULL: no folder is watched */
};

G_DEFINE_FINAL_TYPE (MadoIntakeFolder, mado_intake_folder, G_TYPE_OBJECT)

static guint dealt_signal;

static void
stop (MadoIntakeFolder *self)
{
  if (self->watch == NULL)
    return;
  mado_intake_watch_tell (self->watch, NULL, NULL);
  mado_intake_watch_stop (self->watch);
  g_clear_object (&self->watch);
}

static void
mado_intake_folder_finalize (GObject *object)
{
  MadoIntakeFolder *self = MADO_INTAKE_FOLDER (object);

  stop (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_intake_folder_parent_class)->finalize (object);
}

static void
mado_intake_folder_class_init (MadoIntakeFolderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_folder_finalize;
  dealt_signal = g_signal_new ("dealt", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_STRING);
}

static void
mado_intake_folder_init (MadoIntakeFolder *self)
{
}

/**
 * mado_intake_folder_new:
 * @session: a session
 *
 * Returns: (transfer full): a folder that is not watched yet
 */
MadoIntakeFolder *
mado_intake_folder_new (MadoSession *session)
{
  MadoIntakeFolder *self = g_object_new (MADO_TYPE_INTAKE_FOLDER, NULL);

  self->session = g_object_ref (session);

  return self;
}

static char *
write_sentence (const char *name, const char *where)
{
  if (strcmp (where, MADO_INTAKE_WATCH_DONE) == 0)
    /* Translators: %s is the name of a file that came into the folder */
    return g_strdup_printf (_ ("“%s” was taken in from the folder"), name);
  if (strcmp (where, MADO_INTAKE_WATCH_DOUBT) == 0)
    /* Translators: the names of a file and of a folder */
    return g_strdup_printf (_ ("“%s” is to be looked at: it lies in the folder “%s”"), name, where);

  /* Translators: %s is the name of a file that came into the folder */
  return g_strdup_printf (_ ("“%s” could not be taken in from the folder"), name);
}

static void
dealt_with (gpointer user_data, const char *name, const char *where, G_GNUC_UNUSED const GError *error)
{
  MadoIntakeFolder *self = user_data;
  g_autofree char *sentence = write_sentence (name, where);

  mado_session_note_saved (self->session);
  g_signal_emit (self, dealt_signal, 0, sentence);
}

/**
 * mado_intake_folder_watch:
 * @self: a folder
 * @path: where it is; "": nowhere
 *
 * Returns: whether it is watched from now on
 */
gboolean
mado_intake_folder_watch (MadoIntakeFolder *self, const char *path)
{
  stop (self);
  if (path[0] == '\0' || mado_session_is_practice (self->session) || !mado_intake_page_is_for (self->session))
    return FALSE;
  self->watch = mado_intake_watch_new (mado_session_get_desk (self->session), path, mado_intake_means_get_default (),
                                       CALM, NULL); /* ignored: the answer says so */
  if (self->watch == NULL) {
    g_signal_emit (self, dealt_signal, 0,
                   _ ("The folder for files to take in cannot be watched. See the preferences."));
    return FALSE;
  }
  mado_intake_watch_tell (self->watch, dealt_with, self);

  return TRUE;
}
