from locust import FastHttpUser, task


class Busy(FastHttpUser):
    @task
    def get(self):
        self.client.get("/", name="/")
