/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service owes to the system: a socket that may be handed over, word when it is ready and when it ends, signals.
 */

#include "mado-service-run.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include "mado-service-outlook.h"

#define DOMAIN_OF_LOG "madoguchi-service"
#define DAY 86400 /* seconds */

static void
say_faults (const GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++) {
    const MadoServiceFault *fault = mado_service_faults_get (faults, i);

    g_log_structured (DOMAIN_OF_LOG, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "unsafe", "MESSAGE",
                      "does not start: %s\n    remedy: %s", fault->what, fault->remedy);
  }
  sd_notifyf (0, "STATUS=Does not start: %s", mado_service_faults_get (faults, 0)->what);
}

/* Of the unit's socket: as the wall wants it. */
static gboolean
is_fit (int fd)
{
  const int on = 1;
  const int flags = fcntl (fd, F_GETFL);

  return sd_is_socket (fd, AF_UNSPEC, SOCK_STREAM, 1) > 0 && flags >= 0 &&
         fcntl (fd, F_SETFL, flags | O_NONBLOCK) == 0 && setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0;
}

static int
find_listener (const MadoServiceSettings *settings, GPtrArray *faults)
{
  const int n_handed_over = sd_listen_fds (1);
  g_autoptr (GError) error = NULL;
  int fd;

  if (n_handed_over == 1 && is_fit (SD_LISTEN_FDS_START))
    return SD_LISTEN_FDS_START;
  if (n_handed_over != 0) {
    mado_service_faults_add (faults, "let its socket unit have one ListenStream=, with address and port",
                             "%d sockets were handed over, and not one that listens for TCP", n_handed_over);
    return -1;
  }
  fd = mado_http_listen (settings->listen, &error);
  if (fd < 0)
    mado_service_faults_add (faults, "change \"listen\" in the configuration, or end what listens there", "%s",
                             error->message);

  return fd;
}

static MadoHouse *
open_house (const MadoServiceGround *ground, const MadoHouseKeepers *keepers, GPtrArray *faults)
{
  const int listener = find_listener (ground->settings, faults);
  g_autoptr (GError) error = NULL;
  MadoHouse *house;

  if (listener < 0)
    return NULL;
  house = mado_house_open (ground, listener, keepers, &error);
  if (house == NULL)
    mado_service_faults_add (faults, "end whatever has it open: another service, or madoguchi-ctl",
                             "the service cannot be opened: %s", error->message);

  return house;
}

/* --- until the end ----------------------------------------------------------------------------------------------- */

static gboolean
end_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
second_cb (gpointer house)
{
  mado_house_look_around (house);
  sd_notify (0, "WATCHDOG=1");

  return G_SOURCE_CONTINUE;
}

/* What will have to be done soon is said while it is not urgent yet. */
static gboolean
day_cb (gpointer ground)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();

  mado_service_look_ahead (ground, mado_instant_now (), faults);
  for (guint i = 0; i < faults->len; i++) {
    const MadoServiceFault *fault = mado_service_faults_get (faults, i);

    g_log_structured (DOMAIN_OF_LOG, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "soon", "MESSAGE", "soon: %s\n    remedy: %s",
                      fault->what, fault->remedy);
  }

  return G_SOURCE_CONTINUE;
}

static void
work (MadoHouse *house, MadoServiceGround *ground)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const guint sources[] = {
    g_unix_signal_add (SIGTERM, end_cb, loop),
    g_unix_signal_add (SIGINT, end_cb, loop),
    g_timeout_add_seconds (1, second_cb, house),
    g_timeout_add_seconds (DAY, day_cb, ground),
  };

  g_log_structured (DOMAIN_OF_LOG, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "ready", "MESSAGE", "ready on port %u",
                    mado_house_get_port (house));
  sd_notify (0, "READY=1\nSTATUS=At work");
  day_cb (ground);
  g_main_loop_run (loop);
  sd_notify (0, "STOPPING=1\nSTATUS=Answers what was asked before");
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
}

/**
 * mado_service_run:
 * @path: of the configuration
 * @keepers: what knows who is signed in
 *
 * Returns: the exit status: 0 where everybody who asked was answered, %MADO_SERVICE_UNSAFE where it must not start
 */
int
mado_service_run (const char *path, const MadoHouseKeepers *keepers)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceGround) ground = mado_service_check (path, faults);
  MadoHouse *house = ground != NULL ? open_house (ground, keepers, faults) : NULL;
  gboolean is_drained;

  if (house == NULL) {
    say_faults (faults);
    return MADO_SERVICE_UNSAFE;
  }
  work (house, ground);
  is_drained = mado_house_close (house);
  g_log_structured (DOMAIN_OF_LOG, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "end", "MESSAGE", "%s",
                    is_drained ? "ends: all was answered" : "ends: somebody was not answered in time");

  return is_drained ? EXIT_SUCCESS : EXIT_FAILURE;
}
