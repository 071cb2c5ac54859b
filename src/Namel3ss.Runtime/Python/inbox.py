# Where calls come from, and the one event loop of the worker: it runs what is asynchronous in them, and what they have
# left, such as tasks and connections, goes on in it while the worker waits for the next call.
import queue
import sys
import traceback


class Inbox:
    def __init__(self):
        self._requests = queue.SimpleQueue()
        self._loop = None
        self._is_waiting = False

    def put(self, request):
        """By another thread than the worker's."""
        self._requests.put(request)
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(self._wake)
            except RuntimeError:
                pass  # User code has closed it: then only the queue is waited for.

    def take(self):
        while self._is_usable():
            try:
                return self._requests.get_nowait()
            except queue.Empty:
                pass
            self._is_waiting = True
            try:
                self._loop.run_forever()
            except BaseException:  # A task that a call has left may exit; the worker does not.
                traceback.print_exc()
            finally:
                self._is_waiting = False
        return self._requests.get()

    def run(self, awaitable):
        if not self._is_usable():
            self._loop = _new_loop()
        task = self._loop.create_task(_await(awaitable))
        try:
            return self._loop.run_until_complete(task)
        finally:
            task.cancel()  # Nothing, unless it was not the task that has ended the loop.

    def close(self):
        """What is left in the loop ends as at the end of asyncio.run."""
        if not self._is_usable():
            return
        import asyncio
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(_all(tasks))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _is_usable(self):
        return self._loop is not None and not self._loop.is_closed() and not self._loop.is_running()

    def _wake(self):
        # In the loop, so that it stops between calls only: a call that has come meanwhile is found without.
        if self._is_waiting:
            self._loop.stop()


def _new_loop():
    import asyncio  # A third of the start-up time, and most functions need none of it.
    if sys.version_info < (3, 10):
        # Locks and queues of modules were bound to this one when they were made.
        try:
            loop = asyncio.get_event_loop()
            if not loop.is_closed():
                return loop
        except RuntimeError:
            pass
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop


async def _await(awaitable):
    return await awaitable


async def _all(tasks):
    import asyncio
    await asyncio.gather(*tasks, return_exceptions=True)
