/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the program that it is itself, and looks whether it has ended. */

#include "mado-service-child.h"

#include <stdlib.h>

#include "mado-service-drill.h"
#include "mado-service-saving.h"

#define ITSELF "/proc/self/exe"

struct _MadoServiceChild {
  char *configuration;
  GMutex lock;
  GSubprocess *process; /* (nullable) */
  MadoServiceWork work; /* of it */
};

/**
 * mado_service_child_new:
 * @configuration: of the service
 *
 * Returns: (transfer full): nothing goes on
 */
MadoServiceChild *
mado_service_child_new (const char *configuration)
{
  MadoServiceChild *self = g_new0 (MadoServiceChild, 1);

  self->configuration = g_strdup (configuration);
  g_mutex_init (&self->lock);

  return self;
}

/**
 * mado_service_child_free:
 * @self: (transfer full): whatever goes on is cut off
 */
void
mado_service_child_free (MadoServiceChild *self)
{
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_mutex_clear (&self->lock);
  g_free (self->configuration);
  g_free (self);
}

/* A process that has ended has no number any more. */
static gboolean
is_busy (const MadoServiceChild *self)
{
  return self->process != NULL && g_subprocess_get_identifier (self->process) != NULL;
}

/**
 * mado_service_child_begin:
 * @self: what a service has done
 * @work: what is to be done; nothing happens where something goes on already
 * @error: why it could not be begun
 *
 * Returns: whether something goes on
 */
gboolean
mado_service_child_begin (MadoServiceChild *self, MadoServiceWork work, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const char *option = work == MADO_SERVICE_DRILLS ? "--" MADO_SERVICE_CHILD_DRILLS : "--" MADO_SERVICE_CHILD_SAVES;

  if (is_busy (self))
    return TRUE;
  g_clear_object (&self->process);
  self->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, error, ITSELF, "--config", self->configuration, option, NULL);
  self->work = work;

  return self->process != NULL;
}

/**
 * mado_service_child_get_work:
 * @self: what a service has done
 *
 * Returns: what goes on
 */
MadoServiceWork
mado_service_child_get_work (MadoServiceChild *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return is_busy (self) ? self->work : MADO_SERVICE_REST;
}

/* --- in the other program ----------------------------------------------------------------------------------------- */

static GPtrArray *
work (const MadoServiceSettings *settings, const MadoSecret *secret, MadoServiceWork kind, GError **error)
{
  return kind == MADO_SERVICE_DRILLS ? mado_service_drill_all (settings, settings->folder, mado_instant_now (), error)
                                     : mado_service_save (settings, secret, mado_instant_now (), error);
}

/**
 * mado_service_child_work:
 * @configuration: of the service
 * @kind: what is to be done
 *
 * What comes of it is noted beside what is saved, and said in the journal.
 *
 * Returns: the exit status
 */
int
mado_service_child_work (const char *configuration, MadoServiceWork kind)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (configuration, faults);
  g_autoptr (MadoSecret) secret = settings != NULL ? mado_service_papers_load_secret (settings, faults) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) done = NULL;
  const char *flaw = faults->len > 0 ? mado_service_faults_get (faults, 0)->what : "nobody said where wards are saved";

  if (secret != NULL && settings->backup_folder != NULL) {
    done = work (settings, secret, kind, &error);
    flaw = error != NULL ? error->message : NULL;
  }
  g_log_structured ("madoguchi-service", G_LOG_LEVEL_MESSAGE, "MADO_EVENT", done != NULL ? "done" : "failed", "MESSAGE",
                    "%s: %s", kind == MADO_SERVICE_DRILLS ? "the restore drill" : "saving",
                    done != NULL ? "all is well" : flaw);

  return done != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
